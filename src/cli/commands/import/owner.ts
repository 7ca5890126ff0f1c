import type { Storage } from '../../../storage/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { nobody } from '../../session/database.ts';

/** The account that owns what is brought into a database. */
export async function ownerOf(storage: Storage, as: unknown, dryRun: boolean): Promise<string> {
  if (typeof as !== 'string') return dryRun ? nobody : storage.keeper();
  const account = await storage.groups.account(as);
  if (!account) throw new Failure(exitCodes.badInput, 'user_not_found', words.sheets.import.noAccount(as));
  return account.userId;
}
