import type { Leaderboard, PlayerPage } from '../protocol/index.ts';
import { withClient } from './connect.ts';
import { exitCodes } from './exit.ts';
import type { Run } from './main.ts';
import { write, writeJson } from './output.ts';
import { table } from './table.ts';

/** `whist stats [USER]`: the leaderboard, or the statistics of one player. */
export const statsCommand: Run = async ({ config, json }, username) => {
  await withClient(config, async ({ call }) => {
    if (username === undefined) {
      const board = await call('stats.leaderboard', {});
      if (json) writeJson(board);
      else write(boardText(board));
    } else {
      const page = await call('stats.player', { username });
      if (json) writeJson(page);
      else write(playerText(page));
    }
  });
  return exitCodes.ok;
};

function boardText({ players }: Leaderboard): string {
  if (players.length === 0) return 'No game has been finished yet.';
  return table([
    ['', 'player', 'games', 'wins', 'win rate', 'points', 'contracts made'],
    ...players.map((player) => [
      `${player.place}.`,
      player.guest ? `${player.displayName} (guest)` : `${player.displayName} (${player.username})`,
      player.totalGames,
      player.totalWins,
      percent(player.winRate),
      player.totalPoints,
      percent(player.contractRate),
    ]),
  ]);
}

function playerText(page: PlayerPage): string {
  const { displayName, username, guest, totalGames, suitWins, recentForm } = page;
  const title = guest ? `${displayName} (guest)` : `${displayName} (${username})`;
  if (totalGames === 0) return `${title}\nNo game finished yet.`;
  const suits = Object.entries(suitWins).toSorted(([, a], [, b]) => b - a);
  return [
    title,
    table([
      ['games', `${totalGames}, won ${page.totalWins} (${percent(page.winRate)})`],
      ['form', `${recentForm.join(' ')} (newest first)`],
      ['streak', `${page.currentStreak}, best ${page.bestStreak}`],
      [
        'points',
        `${page.totalPoints}, ${page.averageScore} a game, best ${page.highestScore}, worst ${page.lowestScore}`,
      ],
      ['rounds', `${page.totalRounds}, best ${page.highestRoundScore}`],
      [
        'contracts',
        `${page.contractsMade} of ${page.contractsAttempted} made (${percent(page.contractRate)})`,
      ],
      ['zeros', `${page.zerosMade} of ${page.zerosAttempted} made (${percent(page.zeroRate)})`],
      [
        'auctions won',
        `${page.trumpWins}${suits.map(([suit, times]) => `, ${suit.replace('_', ' ')} ${times}`).join('')}`,
      ],
    ]),
  ].join('\n');
}

function percent(rate: number): string {
  return `${rate} %`;
}
