import { readFile } from 'node:fs/promises';
import type { Config } from '../../config/load.ts';
import type { Params } from '../../protocol/index.ts';
import type { Storage } from '../../storage/index.ts';
import {
  createImporter,
  csvTemplate,
  type Importer,
  type CheckedSheet,
  type SheetFormat,
  type SheetOutcome,
} from '../../sheets/index.ts';
import { withClient } from '../session/connect.ts';
import { createReport, summary, type Counts, type Report } from '../render/import-report.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Context, Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { openSheetFile, type Looked } from '../session/sheet-file.ts';
import { isDirect, nobody, withDatabase } from '../session/direct.ts';

/** Brings sheets in somewhere; what came of each. */
type Add = (sheets: readonly CheckedSheet[]) => Promise<readonly SheetOutcome[]>;

/**
 * `whist import FILE|-`: brings in score sheets, on a server or straight into a database. A file with a fault changes
 * nothing, unless the good games are wanted all the same with --keep-going.
 */
export const importCommand: Run = async (context, file) => {
  const { options, json } = context;
  if (options['template'] !== undefined) return printTemplate(String(options['template']));
  if (file === undefined)
    throw new Failure(exitCodes.usage, 'usage', 'Name the file to import, or - for standard input.');
  const keepGoing = options['keepGoing'] === true;
  const counts: Counts = { added: 0, there: 0, different: 0, replaced: 0, refused: 0 };
  const players = await mappingOf(options['players']);
  const report = createReport(context, file, counts);
  // Standard input comes once; a file is looked through before anything is changed.
  const format = options['format'] as SheetFormat | undefined;
  if (file !== '-' && !keepGoing) {
    const { sheets, done } = await openSheetFile(file, format);
    report.begin('checking', done);
    for await (const one of sheets) {
      if ('faults' in one) report.refused(one);
      report.handled(1);
    }
  }
  if (counts.refused === 0) {
    await withTarget(context, players, report, async (add, batch) => {
      const { sheets, done } = await openSheetFile(file, format);
      report.begin('importing', done);
      await importAll(sheets, add, { counts, report, keepGoing, ...batch });
    });
  }
  report.end();
  if (json) writeJson({ event: 'done', ...counts });
  else note(summary(counts, options['dryRun'] === true));
  return counts.refused + counts.different > 0 ? exitCodes.badInput : exitCodes.ok;
};

function printTemplate(format: string): number {
  if (format !== 'csv')
    throw new Failure(exitCodes.usage, 'usage', `There is no template for ${format}; there is one for csv.`);
  write(csvTemplate);
  return exitCodes.ok;
}

interface Batch {
  /** Sheets, and bytes of them, that are brought in together. */
  readonly most: number;
  readonly mostBytes: number;
  /** Batches that are brought in side by side. */
  readonly atOnce: number;
}

async function importAll(
  sheets: AsyncIterable<Looked>,
  add: Add,
  {
    counts,
    report,
    keepGoing,
    most,
    mostBytes,
    atOnce,
  }: Batch & { readonly counts: Counts; readonly report: Report; readonly keepGoing: boolean },
): Promise<void> {
  let waiting: (Looked & { readonly checked: CheckedSheet })[] = [];
  let bytes = 0;

  async function bringIn(batch: typeof waiting) {
    const outcomes = await add(batch.map(({ checked }) => checked));
    batch.forEach((one, i) => {
      const outcome = outcomes[i];
      if (!outcome) throw new Error('there is no outcome for a sheet');
      if (outcome.status === 'refused') report.refused({ ...one, faults: outcome.faults });
      else {
        counts[outcome.status] += 1;
        if ('differences' in outcome) report.different(one, outcome);
      }
    });
    report.handled(batch.length);
  }

  /** While some batches are brought in, the next is read. */
  const underWay = new Set<Promise<void>>();
  async function flush() {
    if (underWay.size >= atOnce) await Promise.race(underWay);
    const batch = bringIn(waiting);
    [waiting, bytes] = [[], 0];
    underWay.add(batch);
    // Whoever waits for it hears of its failure.
    void batch.then(
      () => underWay.delete(batch),
      () => undefined,
    );
  }

  try {
    for await (const one of sheets) {
      if ('faults' in one) {
        report.refused(one);
        continue;
      }
      // From the first fault of what comes but once, nothing more is brought in; the rest is still looked at.
      if (counts.refused > 0 && !keepGoing) continue;
      waiting.push(one);
      bytes += JSON.stringify(one.checked.sheet).length;
      if (waiting.length >= most || bytes >= mostBytes) await flush();
    }
    if (waiting.length > 0) await flush();
    await Promise.all(underWay);
  } finally {
    // Whatever has failed, the database is not closed under what is still being brought in.
    await Promise.allSettled(underWay);
  }
}

/** A server as who is logged in, or a database as who has it. */
async function withTarget(
  { config, options }: Context,
  players: ReadonlyMap<string, string>,
  report: Report,
  work: (add: Add, batch: Batch) => Promise<void>,
): Promise<void> {
  const group = typeof options['group'] === 'string' ? options['group'] : null;
  const dryRun = options['dryRun'] === true;
  const replace = options['replace'] === true;
  const as = typeof options['as'] === 'string' ? options['as'] : null;
  if (isDirect(options)) return withDirect(config, { group, players, dryRun, replace, as }, report, work);
  if (as !== null)
    throw new Failure(
      exitCodes.usage,
      'usage',
      '--as goes with --database-url or --data-dir; over a server you are who is logged in.',
    );
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
      tellFounded(answer.founded);
      return answer.outcomes as readonly SheetOutcome[];
    };
    // A frame has 64 KiB.
    await work(add, { most: 20, mostBytes: 40_000, atOnce: 1 });
    tellNames({ near, unknown });
  });
}

async function withDirect(
  config: Config,
  { as, ...options }: Parameters<typeof createImporter>[2] & { readonly as: string | null },
  report: Report,
  work: (add: Add, batch: Batch) => Promise<void>,
): Promise<void> {
  await withDatabase(config, async (storage) => {
    const userId = as === null ? await keeperOf(storage, options.dryRun) : await accountOf(storage, as);
    const caller = { userId, isOperator: true };
    const importer = createImporter(storage.sheets, caller, options);
    await work(importer.add, { most: 500, mostBytes: Infinity, atOnce: 2 });
    tellFounded(importer.founded);
    tellNames(importer);
    if (options.dryRun) return;
    report.begin('settling', () => null);
    while (await storage.recompute());
  });
}

/** Who has what belongs to nobody else; to try something out makes no account. */
function keeperOf(storage: Storage, dryRun: boolean): Promise<string> {
  return dryRun ? Promise.resolve(nobody) : storage.keeper();
}

async function accountOf(storage: Storage, username: string): Promise<string> {
  const account = await storage.groups.account(username);
  if (!account)
    throw new Failure(exitCodes.badInput, 'user_not_found', `There is no account called ${username}.`);
  return account.userId;
}

function tellFounded(groups: readonly string[]): void {
  if (groups.length === 0) return;
  const some = groups.slice(0, 5).join(', ') + (groups.length > 5 ? ' and others' : '');
  note(
    groups.length === 1
      ? `The group ${some} was not there and is founded.`
      : `${groups.length} groups were not there and are founded: ${some}.`,
  );
}

function tellNames({ near, unknown }: Pick<Importer, 'near' | 'unknown'>): void {
  for (const [name, username] of unknown)
    note(`${username}, whom --players gives for ${name}, has no account here; ${name} became a guest.`);
  for (const [name, username] of near)
    note(
      `${name} became a guest; if that is ${username}, say so with --players and a line ${name},${username}.`,
    );
}

/** User names by the names of the sheets, from lines of `name,user`. */
async function mappingOf(file: unknown): Promise<ReadonlyMap<string, string>> {
  if (typeof file !== 'string') return new Map();
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure(exitCodes.badInput, 'file_unreadable', `${file} cannot be read (${String(error)}).`);
  });
  const lines = text
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line, i) => {
      const [name = '', user = '', ...more] = line.split(/[,;\t]/).map((cell) => cell.trim());
      if (name === '' || user === '' || more.length > 0)
        throw new Failure(
          exitCodes.badInput,
          'bad_mapping',
          `Line ${i + 1} of ${file} is not a name and a user name with a comma between them.`,
        );
      return [name, user];
    }),
  );
}
