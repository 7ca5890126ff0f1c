/** Descriptions of correct values in a request or a sheet. `must…` phrases follow the name of the value. */
export const misfits = {
  mustBe: (description: string) => `must be ${description}`,
  charactersAtLeast: (count: number) => `must have at least ${count} characters`,
  charactersAtMost: (count: number) => `must have at most ${count} characters`,
  oneOf: (values: readonly string[]) => `must be one of ${values.join(', ')}`,
  readable: 'must be something people can read, without control or direction characters',
  breaks: (rule: string) => `breaks ${rule}`,

  nothing: 'nothing',
  aValue: 'a value',
  nothingOfThisName: 'nothing of this name',
  atLeast: (bound: string) => `at least ${bound}`,
  atMost: (bound: string) => `at most ${bound}`,
};
