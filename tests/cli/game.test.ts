import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';
import { playShortGame } from '../support/short-game.ts';

const host = hostForFile();

test('game shows the score table of a game by its code or its id', async () => {
  const dana = await host().person('dana');
  const { code } = await playShortGame(dana);
  const game = await dana.run('game', code, '--json');
  expect(jsonOf(game)).toMatchObject({
    code,
    status: 'finished',
    rounds: [{ number: 1, contracts: [3, 6, 3, 2], tricks: [2, 6, 3, 2], scores: [-10, 46, 19, 14] }],
    totals: [-10, 46, 19, 14],
  });
  const { gameId } = jsonOf(game) as { gameId: string };
  expect(await dana.run('game', gameId, '--json')).toEqual(game);
  const { stdout } = await dana.run('game', code);
  expect(stdout).toContain(`Game ${code}`);
  expect(stdout).toContain('finished, won by Yossi');
  expect(stdout).toMatch(/1 +6♥ Yossi +over +2\/3 −10 → −10 +6\/6 \+46 → 46/);
  expect(stdout).toMatch(/total +−10 +46 +19 +14\n$/);
  const unknown = await dana.run('game', 'AAAAAA', '--json');
  expect([unknown.exitCode, failure(unknown).reason]).toEqual([65, 'game_not_found']);
});

test('game --svg writes the picture to a file, or to standard output', async () => {
  const noa = await host().person('noa', 'Nurit');
  const { code } = await playShortGame(noa);
  const file = join(noa.home.folder, 'game.svg');
  const { stdout } = await noa.run('game', code);
  expect(await noa.run('game', code, '--svg', file)).toMatchObject({
    stdout,
    stderr: `The picture is in ${file}.\n`,
  });
  const picture = await readFile(file, 'utf8');
  expect(picture).toContain(`<title>Game ${code}, `);
  expect((await noa.run('game', code, '--svg', '-')).stdout).toBe(picture);
  const nowhere = await noa.run('game', code, '--svg', noa.home.folder, '--json');
  expect([nowhere.exitCode, failure(nowhere).reason]).toEqual([74, 'file_unwritable']);
});

test('replay writes the log of a game, as JSON or a line a step', async () => {
  const amir = await host().person('amir', 'Gil');
  const { code } = await playShortGame(amir);
  const log = jsonOf(await amir.run('replay', code, '--json')) as {
    gameId: string;
    events: { type: string }[];
  };
  expect(log).toMatchObject({ code });
  expect(log.events.map(({ type }) => type).join(' ')).toBe(
    'room.create room.addGuest room.addGuest room.addGuest room.start auction.record contract.set ' +
      'contract.set contract.set contract.set round.record game.end',
  );
  const lines = (await amir.run('replay', log.gameId)).stdout.split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[5]).toMatch(/^ 6 {2}\d{4}-.* {2}Yossi won the auction with 6♥ hearts\.$/);
  expect(lines[10]).toMatch(/were recorded\. {2}Gil −10, Yossi 46, Noa 19, Amir 14$/);
  expect((await amir.run('replay', 'AAAAAA')).exitCode).toBe(65);
});
