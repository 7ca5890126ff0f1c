/** Descriptions of correct values in a request or a sheet. `must…` phrases follow the name of the value. */
export const misfits = {
  mustBe: (description: string) => `must be ${description}`,
  charactersAtLeast: (count: number) => `must have at least ${count} characters`,
  charactersAtMost: (count: number) => `must have at most ${count} characters`,
  oneOf: (values: readonly string[]) => `must be one of ${values.join(', ')}`,
  readable: 'must be something people can read, without control or direction characters',
  notValid: 'is not valid',
  /** How a value of each format of the schemas looks. */
  formats: {
    'room-code': 'must be six letters and digits, like ABC234',
    uuid: 'must be a UUID, like 01890000-0000-7000-8000-000000000000',
    moment: 'must be a day or a moment in UTC, like 2026-01-31 or 2026-01-31T20:00:00Z, from 1900 on',
    past: 'must be a day or a moment in UTC, like 2026-01-31 or 2026-01-31T20:00:00Z, from 1900 to tomorrow',
    cursor: 'must be the `next` of the page before',
    email: 'must be like dana@example.org',
    text: 'has half a character of Unicode in it',
  } as Readonly<Record<string, string>>,
  isMissing: 'is missing',
  unknown: 'is not known here',
  mustBeAtLeast: (bound: string) => `must be at least ${bound}`,
  mustBeAtMost: (bound: string) => `must be at most ${bound}`,
  types: {
    integer: 'must be a whole number',
    number: 'must be a number',
    string: 'must be a text',
    boolean: 'must be true or false',
  } as Readonly<Record<string, string>>,
  breaks: (rule: string) => `breaks ${rule}`,

  nothing: 'nothing',
  aValue: 'a value',
  nothingOfThisName: 'nothing of this name',
  atLeast: (bound: string) => `at least ${bound}`,
  atMost: (bound: string) => `at most ${bound}`,
};
