import { csvTemplate, type SheetFormat } from '../../../sheets/index.ts';
import { foldedName } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { note, writeData, writeJson } from '../../output.ts';
import { createReport } from '../../render/import-report.ts';
import { importInBatches, probeGroups, type Good } from './batches.ts';
import { openSheetFile } from './file.ts';
import { needOwner } from './owner.ts';
import { readPlayers } from './players.ts';
import { withTarget } from './target.ts';

const say = words.sheets.import;

/**
 * `whist import FILE|-`: imports score sheets, over a server or directly into a database. A file with a fault
 * changes nothing, unless --keep-going asks for its good games.
 */
export const importCommand: Run = async (context, file) => {
  const { options, json } = context;
  if (options['template'] !== undefined) return writeTemplate(String(options['template']));
  if (file === undefined) throw new Failure(exitCodes.usage, 'usage', say.nameFile);
  needOwner(options);
  const keepGoing = options['keepGoing'] === true;
  const encoding = encodingOption(options['encoding']);
  const players = await readPlayers(options['players'], encoding);
  const report = createReport(context, file);
  const { counts } = report;
  const guessed = once((name) => note(say.guessedEncoding(name)));
  const group = typeof options['group'] === 'string' ? options['group'] : null;
  const opening = { format: options['format'] as SheetFormat | undefined, encoding, guessed, group };
  // Check the whole file before anything changes. Standard input cannot be read twice, so it is not checked
  // first.
  const firsts = new Map<string, Good>();
  if (file !== '-' && !keepGoing) {
    const { sheets, done } = await openSheetFile(file, opening);
    report.begin('checking', done);
    for await (const one of sheets) {
      if ('faults' in one) report.refused(one);
      else {
        const key = foldedName(one.checked.sheet.group ?? '');
        firsts.set(key, firsts.get(key) ?? one);
      }
      report.handled(1);
    }
  }
  if (counts.refused === 0) {
    await withTarget(context, { players, report }, async ({ add, probe, ...batch }) => {
      await probeGroups([...firsts.values()], { probe, most: batch.most, report });
      if (counts.refused > 0) return;
      const { sheets, done } = await openSheetFile(file, opening);
      report.begin('importing', done);
      await importInBatches(sheets, add, { report, keepGoing, ...batch });
    });
  }
  report.end();
  if (json) writeJson({ event: 'done', ...counts });
  else note(say.summary(counts, options['dryRun'] === true));
  return counts.refused + counts.different > 0 ? exitCodes.badInput : exitCodes.ok;
};

/** The file is read twice, and what is told is told once. */
function once(tell: (text: string) => void): (text: string) => void {
  let isTold = false;
  return (text) => {
    if (!isTold) tell(text);
    isTold = true;
  };
}

function encodingOption(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new Failure(exitCodes.usage, 'usage', say.noEncoding(name));
  }
}

function writeTemplate(format: string): number {
  if (format !== 'csv') throw new Failure(exitCodes.usage, 'usage', say.noTemplate(format));
  writeData(csvTemplate);
  return exitCodes.ok;
}
