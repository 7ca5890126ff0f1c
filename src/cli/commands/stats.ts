import type {
  HeadToHead,
  Leaderboard,
  LeaderboardOrder,
  Opponents,
  PlayerPage,
} from '../../protocol/index.ts';
import { defaultProfile, profileOptions } from '../../rules/index.ts';
import { boardText, percent, ratingOf, titleOf } from '../render/board.ts';
import { chart, sparkline } from '../render/chart.ts';
import { withClient, type Client } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import { groupParam } from './group.ts';
import type { Context, Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { table } from '../render/table.ts';
import { words } from '../../words/index.ts';

/** `whist stats [USER]`: the leaderboard, or the page of one player. */
export const statsCommand: Run = async (context, username) => {
  await withClient(context.config, async ({ call }) =>
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
  write(boardText(board));
  if (board.settling) note(unsettled);
  if (board.rules) note(`Rules: ${rulesInWords(board.rules)}; --all-rules counts every game.`);
  const shown = (params.offset ?? 0) + board.players.length;
  if (board.players.length === (params.limit ?? 10)) note(`More: --offset ${shown}`);
}

const unsettled = 'Many games have just come in: these figures are still to follow.';

/** What of a profile is not the usual. */
function rulesInWords(rules: NonNullable<Leaderboard['rules']>): string {
  const unusual = (Object.keys(profileOptions) as (keyof typeof profileOptions)[]).filter(
    (option) => rules[option] !== defaultProfile[option],
  );
  return unusual.length === 0
    ? 'the usual ones'
    : unusual.map((option) => `${option}=${rules[option]}`).join(', ');
}

async function showPlayer(call: Client['call'], { json }: Context, username: string): Promise<void> {
  const page = await call('stats.player', { username });
  const opponents = await call('stats.opponents', { username });
  if (json) return writeJson({ ...page, ...opponents });
  write(playerText(page, opponents));
  if (page.settling) note(unsettled);
}

function playerText(page: PlayerPage, { opponents, nemesis }: Opponents): string {
  const { totalGames, suitWins, recentForm, course, achievements } = page;
  const title = titleOf(page);
  if (totalGames === 0) return `${title}\nNo game finished yet.`;
  const suits = Object.entries(suitWins).toSorted(([, a], [, b]) => b - a);
  const scores = course.map(({ score }) => score);
  return [
    title,
    table([
      ['games', `${totalGames}, won ${page.totalWins} (${percent(page.winRate)})`],
      ['rating', ratingOf(page)],
      ['form', `${recentForm.join(' ')} (newest first)`],
      ['streak', `${page.currentStreak}, best ${page.bestStreak}`],
      [
        'points',
        `${page.totalPoints}, ${page.averageScore} a game, best ${page.highestScore}, worst ${page.lowestScore}`,
      ],
      ['rounds', `${page.totalRounds}, best ${page.highestRoundScore}`],
      [
        'contracts',
        `${page.contractsMade} of ${page.contractsAttempted} made (${percent(page.contractRate)}), ${page.averageContract} on average`,
      ],
      ['zeros', `${page.zerosMade} of ${page.zerosAttempted} made (${percent(page.zeroRate)})`],
      [
        'auctions won',
        `${page.trumpWins}${page.favouriteSuit ? `, mostly in ${words.cards.suits[page.favouriteSuit]}` : ''}`,
      ],
      ...suits.map(([suit, times]) => [
        `  ${suit.replace('_', ' ')}`,
        `${times}, games won with it ${percent(page.suitRates[suit] ?? 0)}`,
      ]),
      ...(nemesis
        ? [['nemesis', `${titleOf(nemesis)}, above in ${nemesis.below} of ${nemesis.games} games`]]
        : []),
    ]),
    ...(scores.length > 1
      ? [
          `\nThe last ${scores.length} games, oldest first`,
          `scores  ${sparkline(scores.slice(-60))}`,
          'rating',
          chart([{ mark: '●', values: course.map(({ rating }) => rating) }]),
        ]
      : []),
    ...(achievements.length > 0
      ? [
          '\nAchievements',
          table(achievements.map(({ name, at, code }) => [name, at.slice(0, 10), `game ${code}`])),
        ]
      : []),
    ...(opponents.length > 0
      ? ['\nHead-to-head', table([['', 'games', 'above', 'below', 'points'], ...opponents.map(opponentLine)])]
      : []),
  ].join('\n');
}

function opponentLine(one: HeadToHead): (string | number)[] {
  return [
    titleOf(one),
    one.games,
    one.above,
    one.below,
    one.difference > 0 ? `+${one.difference}` : String(one.difference),
  ];
}
