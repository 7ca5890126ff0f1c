import type { Params } from '../../../protocol/index.ts';
import {
  createImporter,
  type Importer,
  type ImportOptions,
  type SheetOutcome,
} from '../../../sheets/index.ts';
import { words } from '../../../words/index.ts';
import type { Context } from '../../command.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { note } from '../../output.ts';
import type { Report } from '../../render/import-report.ts';
import { withClient } from '../../session/connect.ts';
import { isDirect, withDatabase } from '../../session/database.ts';
import type { Add, BatchSize } from './batches.ts';
import { ownerOf } from './owner.ts';

const say = words.sheets.import;

interface Given {
  readonly players: ReadonlyMap<string, string>;
  readonly report: Report;
}

type Work = (add: Add, size: BatchSize) => Promise<void>;

/** Opens the place to import into: a server, as its user, or a database, as its operator. */
export async function withTarget(context: Context, { players, report }: Given, work: Work): Promise<void> {
  const { options } = context;
  const choices: ImportOptions = {
    group: typeof options['group'] === 'string' ? options['group'] : null,
    players,
    dryRun: options['dryRun'] === true,
    replace: options['replace'] === true,
  };
  if (isDirect(options)) return intoDatabase(context, { choices, report }, work);
  if (options['as'] !== undefined) throw new Failure(exitCodes.usage, 'usage', say.asOverServer);
  return overServer(context, choices, work);
}

async function overServer(
  { config }: Context,
  { group, players, dryRun, replace }: ImportOptions,
  work: Work,
): Promise<void> {
  await withClient(config, async ({ call }) => {
    const near = new Map<string, string>();
    const unknown = new Map<string, string>();
    const params: Omit<Params<'sheets.import'>, 'sheets'> = {
      ...(group !== null && { group }),
      ...(players.size > 0 && { players: Object.fromEntries(players) }),
      ...(dryRun && { dryRun }),
      ...(replace && { replace }),
    };
    const add: Add = async (checked) => {
      const answer = await call('sheets.import', { ...params, sheets: checked.map(({ sheet }) => sheet) });
      for (const [name, user] of Object.entries(answer.near)) near.set(name, user);
      for (const [name, user] of Object.entries(answer.unknown)) unknown.set(name, user);
      noteGroups(answer.founded);
      return answer.outcomes as readonly SheetOutcome[];
    };
    // A frame has at most 64 KiB.
    await work(add, { most: 20, mostBytes: 40_000, atOnce: 1 });
    noteNames({ near, unknown });
  });
}

async function intoDatabase(
  { config, options }: Context,
  { choices, report }: { readonly choices: ImportOptions; readonly report: Report },
  work: Work,
): Promise<void> {
  await withDatabase(config, async (storage) => {
    const userId = await ownerOf(storage, options);
    const importer = createImporter(storage.sheets, { userId, isOperator: true }, choices);
    await work(importer.add, { most: 500, mostBytes: Infinity, atOnce: 2 });
    noteGroups(importer.founded);
    noteNames(importer);
    if (choices.dryRun) return;
    report.begin('settling', () => null);
    while (await storage.recompute());
  });
}

function noteGroups(names: readonly string[]): void {
  if (names.length > 0) note(say.newGroups(names));
}

function noteNames({ near, unknown }: Pick<Importer, 'near' | 'unknown'>): void {
  for (const [name, username] of unknown) note(say.unknownUser(name, username));
  for (const [name, username] of near) note(say.nearUser(name, username));
}
