import { offersTold } from '../../../notices/index.ts';
import { spaced, type Params } from '../../../protocol/index.ts';
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

/** The place to import into. */
interface Target extends BatchSize {
  readonly add: Add;
  /** Says what `add` would do. */
  readonly probe: Add;
}

type Work = (target: Target) => Promise<void>;

/** Opens the place to import into: a server, as its user, or a database, as its operator. */
export async function withTarget(context: Context, { players, report }: Given, work: Work): Promise<void> {
  const { options } = context;
  const choices: ImportOptions = {
    group: typeof options['group'] === 'string' ? spaced(options['group']) : null,
    players,
    newGroup: options['newGroup'] === true,
    dryRun: options['dryRun'] === true,
    replace: options['replace'] === true,
  };
  if (isDirect(options)) return intoDatabase(context, { choices, report }, work);
  if (options['as'] !== undefined) throw new Failure(exitCodes.usage, 'usage', say.asOverServer);
  return overServer(context, choices, work);
}

async function overServer(
  { config }: Context,
  { group, players, newGroup, dryRun, replace }: ImportOptions,
  work: Work,
): Promise<void> {
  await withClient(config, async ({ call }) => {
    const near = new Map<string, string>();
    const unknown = new Map<string, string>();
    const params: Omit<Params<'sheets.import'>, 'sheets'> = {
      ...(group !== null && { group }),
      ...(players.size > 0 && { players: Object.fromEntries(players) }),
      ...(newGroup && { newGroup }),
      ...(dryRun && { dryRun }),
      ...(replace && { replace }),
    };
    const founded = new Set<string>();
    const probe: Add = async (checked) => {
      // One round is enough to know about groups and names, and fits into a frame.
      const sheets = checked.map(({ sheet }) => ({ ...sheet, rounds: sheet.rounds.slice(0, 1) }));
      const { outcomes } = await call('sheets.import', { ...params, sheets, dryRun: true });
      return outcomes as readonly SheetOutcome[];
    };
    const add: Add = async (checked) => {
      const answer = await call('sheets.import', { ...params, sheets: checked.map(({ sheet }) => sheet) });
      for (const [name, user] of Object.entries(answer.near)) near.set(name, user);
      for (const [name, user] of Object.entries(answer.unknown)) unknown.set(name, user);
      for (const name of answer.founded) founded.add(name);
      return answer.outcomes as readonly SheetOutcome[];
    };
    // A frame has at most 64 KiB.
    await work({ add, probe, most: 20, mostBytes: 40_000, atOnce: 1 });
    noteGroups([...founded], dryRun);
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
    const caller = { userId, isOperator: true };
    const importer = createImporter(storage.sheets, caller, choices);
    const { add: probe } = createImporter(storage.sheets, caller, { ...choices, dryRun: true });
    await work({ add: importer.add, probe, most: 500, mostBytes: Infinity, atOnce: 2 });
    noteGroups(importer.founded, choices.dryRun);
    noteNames(importer);
    // There is no server to tell it. The accounts are told when they log in.
    await storage.notices.add(offersTold(importer.offers, userId));
    if (choices.dryRun) return;
    report.begin('settling', () => null);
    while (await storage.recompute());
  });
}

function noteGroups(names: readonly string[], dryRun: boolean): void {
  if (names.length > 0) note(say.newGroups(names, dryRun));
}

function noteNames({ near, unknown }: Pick<Importer, 'near' | 'unknown'>): void {
  for (const [name, username] of unknown) note(say.unknownUser(name, username));
  for (const [name, username] of near) note(say.nearUser(name, username));
}
