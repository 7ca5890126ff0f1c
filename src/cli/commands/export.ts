import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Sheet } from '../../protocol/index.ts';
import { csvColumns, csvRows, type SheetFormat } from '../../sheets/index.ts';
import { words } from '../../words/index.ts';
import type { Context, Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { withReader } from '../session/connect.ts';
import { isDirect, nobody, withDatabase } from '../session/database.ts';
import { groupParam } from './group/find.ts';

const say = words.sheets.export;

/** `whist export`: finished games as score sheets, in the order in which they ended. */
export const exportCommand: Run = async (context) => {
  const { options } = context;
  const format = (options['format'] ?? 'ndjson') as SheetFormat;
  const file = typeof options['output'] === 'string' && options['output'] !== '-' ? options['output'] : null;
  await withSheets(context, async (sheets) => {
    const text = Readable.from(written(sheets, { format, bom: options['bom'] !== false }));
    if (file === null) return pipeline(text, process.stdout, { end: false }).catch(ignoreClosed);
    const target = createWriteStream(file);
    await (file.endsWith('.gz') ? pipeline(text, createGzip(), target) : pipeline(text, target)).catch(
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : null;
        if (code === null || error instanceof Failure) throw error;
        throw new Failure(exitCodes.disk, 'file_unwritable', say.unwritable(file, code));
      },
    );
  });
  return exitCodes.ok;
};

/** The reader of the output may stop early; another fault of the output ends the whole program. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The number of games in one request. */
const pageSize = 100;

type Page = { readonly sheets: readonly Sheet[]; readonly next: string | null };

async function withSheets(
  { config, options }: Context,
  work: (sheets: AsyncIterable<Sheet>) => Promise<void>,
): Promise<void> {
  const { group } = options;
  if (isDirect(options)) {
    return withDatabase(config, async (storage) => {
      if (typeof group === 'string') {
        const home = await storage.sheets.home({ userId: nobody, isOperator: true }, group);
        if (home === null || typeof home === 'string' || home.groupId === null)
          throw new Failure(exitCodes.badInput, 'group_not_found', say.noGroup(group));
        const { groupId } = home;
        return work(pages((after) => storage.sheets.page({ groupId }, { after, limit: pageSize })));
      }
      return work(pages((after) => storage.sheets.page(null, { after, limit: pageSize })));
    });
  }
  await withReader(config, async ({ call }) => {
    const scope = await groupParam(call, options);
    await work(pages((after) => call('sheets.export', { ...scope, ...(after !== null && { after }) })));
  });
}

async function* pages(page: (after: string | null) => Promise<Page>): AsyncGenerator<Sheet> {
  let after: string | null = null;
  do {
    const { sheets, next }: Page = await page(after);
    yield* sheets;
    after = next;
  } while (after !== null);
}

async function* written(
  sheets: AsyncIterable<Sheet>,
  { format, bom }: { readonly format: SheetFormat; readonly bom: boolean },
): AsyncGenerator<string> {
  // Without the mark Excel reads UTF-8 in the encoding of its country.
  if (format === 'csv') yield `${bom ? '\ufeff' : ''}${csvColumns.join(',')}\n`;
  let isFirst = true;
  for await (const sheet of sheets) {
    if (format === 'csv') yield `${csvRows(sheet).join('\n')}\n`;
    else if (format === 'ndjson') yield `${JSON.stringify(sheet)}\n`;
    else yield `${isFirst ? '[\n' : ',\n'}${JSON.stringify(sheet)}`;
    isFirst = false;
  }
  if (format === 'json') yield isFirst ? '[]\n' : '\n]\n';
}
