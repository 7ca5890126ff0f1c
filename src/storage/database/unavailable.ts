/**
 * SQLSTATE codes of a server that is stopping, away, full or now a standby, and of a statement or a session that took
 * too long; see appendix A of the PostgreSQL manual.
 */
const states = /^(08...|57P0[1235]|57014|53[1234]00|25006|25P0[34]|40001|40P01)$/;
const networkCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/** Errors to which the driver gives no code. */
const sentences =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

/** Whether a statement failed because the database cannot be reached now. It may be tried again. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    networkCodes.has(code) || (typeof code === 'string' && states.test(code)) || sentences.test(error.message)
  );
}
