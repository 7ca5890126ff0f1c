import { expect, test } from 'vitest';
import { hostForFile, jsonOf } from '../support/host.ts';
import { playShortGame } from '../support/short-game.ts';

const host = hostForFile();

// The leaderboard counts everybody on the server, so its tests are one.
test('the leaderboard after a game, whole or a page of it', async () => {
  const dana = await host().person('dana', 'דנה');
  await playShortGame(dana);
  expect(jsonOf(await dana.run('stats', '--json'))).toMatchObject({
    players: expect.arrayContaining([
      expect.objectContaining({ displayName: 'Yossi', totalWins: 1 }),
      expect.objectContaining({ username: 'dana', totalGames: 1, totalWins: 0, totalPoints: -10 }),
    ]),
  });
  expect(await dana.run('stats')).toMatchObject({
    stdout: expect.stringMatching(/^ +player +games +wins .*\n1\. +Yossi \(guest\) +1 +1 +100 %/),
    stderr: 'Rules: the usual ones; --all-rules counts every game.\n',
  });
  const first = await dana.run('stats', '--by', 'points', '--limit', '1', '--all-rules');
  expect(first.stdout).toMatch(/^.*\n1\. +Yossi \(guest\).*\n… *\n4\. +דנה \(dana\)/);
  expect(first.stderr).toBe('More: --offset 1\n');
  expect((await dana.run('stats', '--until', '2000-01-01', '--all-rules')).stdout).toBe(
    'No game has been finished yet.\n',
  );
  expect((await dana.run('stats', '--by', 'height')).exitCode).toBe(2);
  expect((await dana.run('stats', '--since', 'yesterday')).exitCode).toBe(65);
});

test('the history of a player', async () => {
  const noa = await host().person('noa', 'Nurit');
  const { code } = await playShortGame(noa);
  const history = jsonOf(await noa.run('history', '--json')) as {
    games: { code: string; players: object[] }[];
  };
  expect(history).toMatchObject({ games: [{ code, rounds: 1 }], next: null });
  expect(history.games[0]?.players).toHaveLength(4);
  expect((await noa.run('history', 'NOA')).stdout).toContain(`${code}  1 round`);
});

test('the page of a player', async () => {
  const amir = await host().person('amir', 'אמיר');
  await playShortGame(amir);
  expect(jsonOf(await amir.run('stats', 'amir', '--json'))).toMatchObject({
    username: 'amir',
    totalGames: 1,
    contractsAttempted: 1,
    contractsMade: 0,
    recentForm: ['L'],
  });
  const { stdout } = await amir.run('stats', 'amir');
  expect(stdout).toMatch(/^אמיר \(amir\)\ngames +1, won 0 \(0 %\)\n/);
  expect(stdout).toMatch(/\nrating +\d+\?\n/);
  expect(stdout).toMatch(/\nHead-to-head\n +games +above +below +points\n/);
  expect(stdout).toMatch(/Yossi \(guest\) +1 +0 +1 +−56/);
});
