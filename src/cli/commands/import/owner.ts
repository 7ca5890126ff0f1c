import type { Storage } from '../../../storage/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { note } from '../../output.ts';
import { isDirect, nobody } from '../../session/database.ts';
import { answerOr, isInteractive } from '../../session/prompt.ts';

const say = words.sheets.import;

type Options = Readonly<Record<string, unknown>>;

/** Fails at once if games for a database have no owner and there is no terminal to ask in. */
export function needOwner(options: Options): void {
  const isKnown = !isDirect(options) || options['as'] !== undefined || options['dryRun'] === true;
  if (!isKnown && !isInteractive()) throw new Failure(exitCodes.usage, 'usage', say.nameOwner);
}

/**
 * The owner of games that are imported into a database: the account of --as, the only account there is, or
 * the one that the person names. A dry run needs no owner.
 */
export async function ownerOf(storage: Storage, { as, dryRun }: Options): Promise<string> {
  if (typeof as === 'string') return accountOf(storage, as);
  if (dryRun === true) return nobody;
  const [first, second] = await storage.people(2);
  if (!first) throw new Failure(exitCodes.usage, 'no_account', say.noOwner);
  if (!second) {
    note(say.onlyOwner(first.username));
    return first.userId;
  }
  return accountOf(storage, await answerOr(undefined, { flag: '--as USER', question: say.askOwner }));
}

async function accountOf(storage: Storage, username: string): Promise<string> {
  const account = await storage.groups.account(username);
  if (!account) throw new Failure(exitCodes.badInput, 'user_not_found', say.noAccount(username));
  return account.userId;
}
