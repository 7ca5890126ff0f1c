import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Sheet } from '../../protocol/index.ts';
import { csvColumns, csvRows, type SheetFormat } from '../../sheets/index.ts';
import { withClient } from '../session/connect.ts';
import { isDirect, nobody, withDatabase } from '../session/direct.ts';
import { exitCodes, Failure } from '../exit.ts';
import { findGroup } from './group.ts';
import type { Context, Run } from '../main.ts';

/** `whist export`: finished games as score sheets, those that ended first; gzipped where the file says so. */
export const exportCommand: Run = async (context) => {
  const { options } = context;
  const format = (options['format'] ?? 'ndjson') as SheetFormat;
  const file = typeof options['output'] === 'string' && options['output'] !== '-' ? options['output'] : null;
  await withSheets(context, async (sheets) => {
    const text = Readable.from(written(sheets, format));
    if (file === null) return pipeline(text, process.stdout, { end: false });
    const target = createWriteStream(file);
    await (file.endsWith('.gz') ? pipeline(text, createGzip(), target) : pipeline(text, target)).catch(
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : null;
        if (code === null || error instanceof Failure) throw error;
        throw new Failure(
          exitCodes.disk,
          'file_unwritable',
          `The games cannot be written to ${file} (${code}): name another file.`,
        );
      },
    );
  });
  return exitCodes.ok;
};

/** Games at once. */
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
          throw new Failure(exitCodes.badInput, 'group_not_found', `There is no one group called ${group}.`);
        const { groupId } = home;
        return work(pages((after) => storage.sheets.page({ groupId }, { after, limit: pageSize })));
      }
      return work(pages((after) => storage.sheets.page(null, { after, limit: pageSize })));
    });
  }
  await withClient(config, async ({ call }) => {
    const scope = typeof group === 'string' ? { groupId: (await findGroup(call, group)).groupId } : {};
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

async function* written(sheets: AsyncIterable<Sheet>, format: SheetFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${csvColumns.join(',')}\n`;
  let isFirst = true;
  for await (const sheet of sheets) {
    if (format === 'csv') yield `${csvRows(sheet).join('\n')}\n`;
    else if (format === 'ndjson') yield `${JSON.stringify(sheet)}\n`;
    else yield `${isFirst ? '[\n' : ',\n'}${JSON.stringify(sheet)}`;
    isFirst = false;
  }
  if (format === 'json') yield isFirst ? '[]\n' : '\n]\n';
}
