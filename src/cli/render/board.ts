import type { Leaderboard, LeaderboardLine } from '../../protocol/index.ts';
import { table } from './table.ts';

/** A page of a leaderboard, and the reader's own line where it is not on it. */
export function boardText({ players, me }: Leaderboard): string {
  if (players.length === 0) return 'No game has been finished yet.';
  const isShown = players.some(({ userId }) => userId === me?.userId);
  return table([
    ['', 'player', 'games', 'wins', 'win rate', 'points', 'contracts made', 'rating'],
    ...players.map(boardLine),
    ...(me && !isShown ? [['…', '', '', '', '', '', '', ''], boardLine(me)] : []),
  ]);
}

function boardLine(player: LeaderboardLine): (string | number)[] {
  return [
    `${player.place}.`,
    titleOf(player),
    player.totalGames,
    player.totalWins,
    percent(player.winRate),
    player.totalPoints,
    percent(player.contractRate),
    ratingOf(player),
  ];
}

/** A player as lists name them. */
export function titleOf({
  displayName,
  username,
  guest,
}: {
  displayName: string;
  username: string;
  guest: boolean;
}): string {
  return guest ? `${displayName} (guest)` : `${displayName} (${username})`;
}

/** Whole points; a question mark while few games stand behind them. */
export function ratingOf({ rating, provisional }: { rating: number; provisional: boolean }): string {
  return `${Math.round(rating)}${provisional ? '?' : ''}`;
}

export function percent(rate: number): string {
  return `${rate} %`;
}
