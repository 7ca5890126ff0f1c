/** Codes of PostgreSQL, see appendix A of its manual. */
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
export const serializationFailure = '40001';
const deadlock = '40P01';

/** Whether a statement failed because a row with this key is there already. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: violated } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === uniqueViolation && violated === constraint;
}

/** Whether a statement failed because a row that it refers to is gone. */
export function isMissingReference(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === foreignKeyViolation;
}

/** Whether the database ended a transaction because another one was in its way. */
export function isConflict(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === deadlock || code === serializationFailure;
}
