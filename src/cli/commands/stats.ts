import type { LeaderboardOrder } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Context, Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, write, writeJson } from '../output.ts';
import { withReader, type Client } from '../session/connect.ts';
import { groupParam } from './group/find.ts';

const say = words.output.stats;

/** `whist stats [USER]`: the leaderboard, or the page of one player. */
export const statsCommand: Run = async (context, username) => {
  await withReader(context.config, async ({ call }) =>
    username === undefined ? showBoard(call, context) : showPlayer(call, context, username),
  );
  return exitCodes.ok;
};

async function showBoard(call: Client['call'], { json, options }: Context): Promise<void> {
  const { by, since, until, limit, offset, allRules } = options;
  const params = {
    ...(typeof by === 'string' && { by: by as LeaderboardOrder }),
    ...(typeof since === 'string' && { since }),
    ...(typeof until === 'string' && { until }),
    ...(typeof limit === 'string' && { limit: Number(limit) }),
    ...(typeof offset === 'string' && { offset: Number(offset) }),
    ...(allRules === true && { rules: 'all' as const }),
    ...(await groupParam(call, options)),
  };
  const board = await call('stats.leaderboard', params);
  if (json) return writeJson(board);
  const { boardText, rulesText } = await import('../render/board.ts');
  write(boardText(board));
  if (board.settling) note(say.notUpToDate);
  if (board.rules) note(say.rules(rulesText(board.rules)));
  const shown = (params.offset ?? 0) + board.players.length;
  if (board.players.length === (params.limit ?? 10)) note(say.more(shown));
}

async function showPlayer(call: Client['call'], { json }: Context, username: string): Promise<void> {
  const page = await call('stats.player', { username });
  const opponents = await call('stats.opponents', { username });
  if (json) return writeJson({ ...page, ...opponents });
  const { playerText } = await import('../render/player.ts');
  write(playerText(page, opponents));
  if (page.settling) note(say.notUpToDate);
}
