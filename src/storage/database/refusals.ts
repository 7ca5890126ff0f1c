import { words } from '../../words/index.ts';
import { isDamage } from './damage.ts';
import { StorageFault, type StorageFaultReason } from './fault.ts';

const say = words.storage.refusals;

/**
 * Errors by which a database says that it does not let this program work; see appendix A of the PostgreSQL manual. Most
 * sentences leave out its own words, which may have a part of the URL in them.
 */
const refusals: Readonly<Record<string, (message: string) => readonly [StorageFaultReason, string]>> = {
  '28P01': () => ['database_forbidden', say.password],
  '28000': () => ['database_forbidden', say.login],
  '42501': (message) => ['database_forbidden', say.right(message)],
  '25006': () => ['database_read_only', say.readOnly],
  '3D000': () => ['database_missing', say.missing],
  '53100': () => ['disk_full', say.diskFull],
  '53200': () => ['database_busy', say.outOfMemory],
  '53300': () => ['database_busy', say.tooMany],
  '57P03': () => ['database_busy', say.starting],
};

/** The fault that an error of the database means; null if it means another. */
export function refusalOf(error: unknown): StorageFault | null {
  if (!(error instanceof Error)) return null;
  const { code, message, cause } = error as { code?: unknown; message: string; cause?: unknown };
  // The driver refuses to log in without a password, if the server wants one.
  const known = message.startsWith('SASL:') ? '28P01' : String(code);
  const [reason, sentence] = refusals[known]?.(message) ?? [];
  if (isDamage(error)) return new StorageFault('database_damaged', say.damaged(message));
  if (reason !== undefined && sentence !== undefined) return new StorageFault(reason, sentence);
  return cause === undefined ? null : refusalOf(cause);
}
