import { readFile } from 'node:fs/promises';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';

const say = words.sheets.import;

/** The user name for each name on the sheets, from the lines `name,user` of the file of `--players`. */
export async function readPlayers(file: unknown): Promise<ReadonlyMap<string, string>> {
  if (typeof file !== 'string') return new Map();
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure(exitCodes.badInput, 'file_unreadable', say.unreadable(file, String(error)));
  });
  const lines = text
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line, i) => {
      const [name = '', user = '', ...more] = line.split(/[,;\t]/).map((cell) => cell.trim());
      if (name === '' || user === '' || more.length > 0)
        throw new Failure(exitCodes.badInput, 'bad_mapping', say.badMapping(file, i + 1));
      return [name, user];
    }),
  );
}
