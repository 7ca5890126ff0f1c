import type { GameLine } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, write, writeJson } from '../output.ts';
import { withReader } from '../session/connect.ts';

const say = words.output.history;

/** `whist history [USER]`: finished games, newest first, a page at a time. */
export const historyCommand: Run = async ({ config, json, options }, username) => {
  const { before, limit } = options;
  const page = await withReader(config, ({ call }) =>
    call('stats.history', {
      ...(username !== undefined && { username }),
      ...(typeof before === 'string' && { before }),
      ...(typeof limit === 'string' && { limit: Number(limit) }),
    }),
  );
  if (json) writeJson(page);
  else {
    const { table } = await import('../render/table.ts');
    write(page.games.length === 0 ? words.output.noGames : table(page.games.map(lineOf)));
    if (page.next !== null) note(say.earlier(page.next));
  }
  return exitCodes.ok;
};

/** `2026-03-08  ABC123  8 rounds  Dana ★ 120, Yossi 40, …` */
function lineOf({ endedAt, code, rounds, players }: GameLine): string[] {
  const scores = players.map(
    ({ displayName, score, winner }) => `${displayName}${winner ? ' ★' : ''} ${score ?? '–'}`,
  );
  return [endedAt.slice(0, 10), code, say.rounds(rounds), scores.join(', ')];
}
