import type { Leaderboard, LeaderboardLine } from '../../protocol/index.ts';
import { unusualOptions } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { standardPaper, wrapTo } from './paper.ts';
import { table } from './table.ts';

const say = words.output.board;

/** A page of a leaderboard. The reader's own line comes at the end if it is not on the page. */
export function boardText({ players, me }: Leaderboard, paper = standardPaper()): string {
  if (players.length === 0) return words.output.noGames;
  const isShown = players.some(({ userId }) => userId === me?.userId);
  const mine = (player: LeaderboardLine) =>
    boardLine(player).map((cell, column) =>
      column === 1 && player.userId === me?.userId ? paper.paint('turn', String(cell)) : cell,
    );
  const lines = table(
    [
      say.head.map((title) => paper.paint('dim', title)),
      ...players.map(mine),
      ...(me && !isShown ? [['…', '', '', '', '', '', '', ''], mine(me)] : []),
    ],
    { paper, least: leastImportant },
  );
  const isAny = [...players, ...(me && !isShown ? [me] : [])].some(({ provisional }) => provisional);
  return isAny ? `${lines}\n${paper.paint('dim', wrapTo(paper.width, say.provisional))}` : lines;
}

/** The contracts made, the wins, the points, the win rate, the games. */
const leastImportant = [6, 3, 5, 4, 2];

/** The options of a profile that are not the usual ones. */
export function rulesText(rules: NonNullable<Leaderboard['rules']>): string {
  const unusual = unusualOptions(rules);
  return unusual.length === 0
    ? say.usualRules
    : unusual.map((option) => `${option}=${rules[option]}`).join(', ');
}

function boardLine(player: LeaderboardLine): (string | number)[] {
  return [
    `${player.place}.`,
    words.output.person(player),
    player.totalGames,
    player.totalWins,
    percent(player.winRate),
    player.totalPoints,
    percent(player.contractRate),
    ratingOf(player),
  ];
}

/** The rating in whole points, with a question mark while it is provisional. */
export function ratingOf({ rating, provisional }: { rating: number; provisional: boolean }): string {
  return `${Math.round(rating)}${provisional ? '?' : ''}`;
}

export function percent(rate: number): string {
  return `${rate} %`;
}
