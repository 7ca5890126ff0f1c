import { createReadStream } from 'node:fs';
import { foldedName, spaced } from '../../../protocol/index.ts';
import { readLines } from '../../../sheets/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';

const say = words.sheets.import;

/**
 * The user name for each name on the sheets, from the lines `name,user` of the file of `--players`. A name is written
 * once there, because each is one person.
 */
export async function readPlayers(
  file: unknown,
  encoding: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (typeof file !== 'string') return new Map();
  const players = new Map<string, string>();
  const seen = new Map<string, string>();
  const bad = (line: number) => new Failure(exitCodes.badInput, 'bad_mapping', say.badMapping(file, line));
  try {
    for await (const { cells, line } of readLines(createReadStream(file), { encoding })) {
      const [name = '', user = '', ...more] = cells.map(spaced);
      if (name === '' && user === '' && more.every((cell) => cell === '')) continue;
      if (name === '' || user === '' || more.some((cell) => cell !== '')) throw bad(line);
      const before = seen.get(foldedName(name)) ?? foldedName(user);
      if (before !== foldedName(user))
        throw new Failure(exitCodes.badInput, 'bad_mapping', say.mappedTwice(file, line, name));
      seen.set(foldedName(name), before);
      players.set(name, user);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(exitCodes.badInput, 'file_unreadable', say.unreadable(file, String(error)));
  }
  return players;
}
