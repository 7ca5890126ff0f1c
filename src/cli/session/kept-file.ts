import { readFile } from 'node:fs/promises';
import { Type, type Static, type TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { replaceFile } from '../../config/folder.ts';

/**
 * A JSON file that only its owner can read, with one entry for each server. The file is replaced as a whole. A damaged
 * file counts as empty, and the next entry repairs it. Errors of the file system are thrown as they are.
 */
export function createKeptFile<Entry extends TSchema>(path: string, entry: Entry) {
  type Kept = Readonly<Record<string, Static<Entry>>>;
  const File = Type.Record(Type.String(), entry);

  async function read(): Promise<Kept> {
    try {
      const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
      return Check(File, kept) ? kept : {};
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (error instanceof SyntaxError || isMissing) return {};
      throw error;
    }
  }

  const write = (kept: Kept) => replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`);

  return {
    load: async (server: string): Promise<Static<Entry> | null> => (await read())[server] ?? null,
    save: async (server: string, value: Static<Entry>) => write({ ...(await read()), [server]: value }),
    /** Whether there was an entry. */
    async forget(server: string): Promise<boolean> {
      const { [server]: forgotten, ...others } = await read();
      if (forgotten === undefined) return false;
      await write(others);
      return true;
    },
  };
}
