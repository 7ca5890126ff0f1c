/** Data for a program: one JSON value a line on standard output. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Data for a person, on standard output. */
export function write(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Words about what happens, on standard error, so that they never mix with data. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
