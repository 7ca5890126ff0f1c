import type { GameLine } from '../../protocol/index.ts';
import { withClient } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { table } from '../render/table.ts';

/** `whist history [USER]`: finished games, newest first, a page at a time. */
export const historyCommand: Run = async ({ config, json, options }, username) => {
  const page = await withClient(config, ({ call }) =>
    call('stats.history', {
      ...(username !== undefined && { username }),
      ...(typeof options['before'] === 'string' && { before: options['before'] }),
      ...(typeof options['limit'] === 'string' && { limit: Number(options['limit']) }),
    }),
  );
  if (json) writeJson(page);
  else {
    write(page.games.length === 0 ? 'No game has been finished yet.' : table(page.games.map(lineOf)));
    if (page.next !== null) note(`Earlier games: --before ${page.next}`);
  }
  return exitCodes.ok;
};

/** `2026-03-08  ABC123  8 rounds  Dana ★ 120, Yossi 40, …` */
function lineOf({ endedAt, code, rounds, players }: GameLine): string[] {
  const seated = players.map(
    ({ displayName, score, winner }) => `${displayName}${winner ? ' ★' : ''} ${score ?? '–'}`,
  );
  return [endedAt.slice(0, 10), code, rounds === 1 ? '1 round' : `${rounds} rounds`, seated.join(', ')];
}
