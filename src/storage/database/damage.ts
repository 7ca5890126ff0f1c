/**
 * Codes of PostgreSQL for data that cannot be read: a damaged page, a damaged index, a file that is missing or fails;
 * see appendix A of its manual.
 */
const codes: ReadonlySet<unknown> = new Set(['XX001', 'XX002', '58P01', '58030']);

/** Whether a statement failed because its data is damaged on the disk. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && codes.has(error.code);
}
