import { writeFile } from 'node:fs/promises';
import { withoutIsolates } from '../../bidi/letters.ts';
import type { GamePage } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, write, writeJson } from '../output.ts';
import { gameText } from '../render/game.ts';
import { gameSvg } from '../render/svg.ts';
import { withReader } from '../session/connect.ts';

const say = words.output.game;

/** `whist game ID`: the score table of a game. `--svg FILE` also writes a picture; `-` is standard output. */
export const gameCommand: Run = async ({ config, json, options }, id = '') => {
  const { svg } = options;
  const game = await withReader(config, ({ call }) => call('game.get', { id }));
  if (typeof svg === 'string') await savePicture(game, svg);
  if (svg === '-') return exitCodes.ok;
  if (json) writeJson(game);
  else write(gameText(game));
  return exitCodes.ok;
};

async function savePicture(game: GamePage, file: string): Promise<void> {
  const picture = withoutIsolates(gameSvg(game));
  if (file === '-') return void process.stdout.write(`${picture}\n`);
  try {
    await writeFile(file, `${picture}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(exitCodes.disk, 'file_unwritable', say.pictureUnwritable(file, code));
  }
  note(say.pictureSaved(file));
}
