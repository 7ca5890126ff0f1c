import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure, makeHome, startWhist, whist, type Ended, type Home, type Hosting } from '../support/cli.ts';
import { connect } from '../support/wire.ts';

let hostHome: Home;
let home: Home;
let host: Hosting;
beforeAll(async () => {
  [hostHome, home] = [await makeHome(), await makeHome()];
  host = await startWhist([], { home: hostHome });
  const dana = ['--username=dana', '--email=dana@example.org', '--display-name=דנה'];
  await whist(['register', ...dana], { home, env: env(), input: 'correct horse\n' });
  const wire = await connect(host.listening.url);
  const noa = { username: 'noa', email: 'noa@example.org', password: 'correct horse', displayName: 'Noa' };
  await wire.call('auth.register', noa);
  await wire.close();
});
afterAll(async () => {
  await host.stop();
  await hostHome.remove();
  await home.remove();
});

const env = () => ({ WHIST_SERVER: host.listening.url });
/** Runs a command as Dana. */
const run = (...args: string[]) => whist(args, { home, env: env() });
const jsonOf = ({ stdout }: Ended): unknown => JSON.parse(stdout);

test('groups, by their names', async () => {
  expect((await run('group')).stdout).toMatch(/^You are in no group yet/);
  expect((await run('group', 'create', 'Friday Night Whist')).stdout).toMatch(
    /^Friday Night Whist\nno game finished yet\nדנה \(dana\) {2}owner {2}since \d{4}-\d\d-\d\d\n$/,
  );
  expect(jsonOf(await run('group', 'add', 'friday night whist', 'noa', '--json'))).toMatchObject({
    name: 'Friday Night Whist',
    members: [{ username: 'dana', role: 'owner' }, { username: 'noa' }],
  });
  expect((await run('group', 'describe', 'Friday Night Whist', 'At Dana’s')).stdout).toMatch(/: At Dana’s\n/);
  expect((await run('group', 'rename', 'Friday Night Whist', 'Whist')).exitCode).toBe(0);
  expect((await run('group', 'list')).stdout).toBe(
    'group  members  games  last played\nWhist        2      0  –\n',
  );
  const inGroup = jsonOf(await run('create', '--group', 'WHIST', '--json'));
  const { groupId } = jsonOf(await run('group', 'show', 'Whist', '--json')) as { groupId: string };
  expect(inGroup).toMatchObject({ groupId });
});

test('a group that is not there, or not the only one of its name', async () => {
  const { groups } = jsonOf(await run('group', '--json')) as { groups: { groupId: string }[] };
  const groupId = groups[0]?.groupId ?? '';
  const unknown = await run('group', 'show', 'Bridge', '--json');
  expect([unknown.exitCode, failure(unknown).reason]).toEqual([65, 'group_not_found']);
  await run('group', 'create', 'whist');
  const twice = await run('group', 'show', 'Whist', '--json');
  expect([twice.exitCode, failure(twice).reason]).toEqual([65, 'group_ambiguous']);
  expect(jsonOf(await run('group', 'show', groupId, '--json'))).toMatchObject({ name: 'Whist' });
  expect(await run('group', 'add', groupId)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Usage: whist group add [options] <group> <user>\n'),
  });
  const noSuch = await run('group', 'found', '--json');
  expect([noSuch.exitCode, failure(noSuch)]).toEqual([
    2,
    {
      reason: 'usage',
      message:
        'There is no `whist group found`. Name one of list, show, create, rename, describe, delete, leave, add, remove, transfer.',
    },
  ]);
  // Options may stand before the name of the subcommand.
  expect(jsonOf(await run('group', '--json', 'show', groupId))).toMatchObject({ name: 'Whist' });

  await run('group', 'transfer', groupId, 'noa');
  const notOwner = await run('group', 'delete', groupId, '--json');
  expect([notOwner.exitCode, failure(notOwner).reason]).toEqual([77, 'not_owner']);
  expect((await run('group', 'leave', groupId)).stderr).toBe('You have left Whist.\n');
  expect((await run('group', 'delete', 'whist')).stderr).toBe('whist is dissolved; its games are kept.\n');
});

let code: string;

test('a finished game: its table, its picture and its log', async () => {
  code = (await run('create')).stdout.trim();
  const wire = await connect(host.listening.url);
  await wire.call('auth.login', { login: 'dana', password: 'correct horse' });
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await wire.call('room.addGuest', { code, displayName });
  await wire.call('room.start', { code });
  await wire.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
  for (const [seat, amount] of [
    [1, 6],
    [2, 3],
    [3, 2],
    [0, 3],
  ] as const)
    await wire.call('contract.set', { code, seat, amount });
  await wire.call('round.record', { code, tricks: [2, 6, 3, 2] });
  await wire.call('game.end', { code });
  await wire.close();

  const game = await run('game', code, '--json');
  expect(jsonOf(game)).toMatchObject({
    code,
    status: 'finished',
    rounds: [{ number: 1, contracts: [3, 6, 3, 2], tricks: [2, 6, 3, 2], scores: [-10, 46, 19, 14] }],
    totals: [-10, 46, 19, 14],
  });
  const { gameId } = jsonOf(game) as { gameId: string };
  expect(await run('game', gameId, '--json')).toEqual(game);
  const { stdout } = await run('game', code);
  expect(stdout).toContain(`Game ${code}`);
  expect(stdout).toContain('finished, won by Yossi');
  expect(stdout).toMatch(/1 +6♥ Yossi +over +2\/3 -10 → -10 +6\/6 \+46 → 46/);
  expect(stdout).toMatch(/total +-10 +46 +19 +14\n$/);

  const file = join(home.folder, 'game.svg');
  expect(await run('game', code, '--svg', file)).toMatchObject({
    stdout,
    stderr: `The picture is in ${file}.\n`,
  });
  const picture = await readFile(file, 'utf8');
  expect(picture).toContain(`<title>Game ${code}, `);
  expect((await run('game', code, '--svg', '-')).stdout).toBe(picture);
  const nowhere = await run('game', code, '--svg', home.folder, '--json');
  expect([nowhere.exitCode, failure(nowhere).reason]).toEqual([74, 'file_unwritable']);

  const log = jsonOf(await run('replay', code, '--json')) as { events: { type: string }[] };
  expect(log).toMatchObject({ gameId, code });
  expect(log.events.map(({ type }) => type).join(' ')).toBe(
    'room.create room.addGuest room.addGuest room.addGuest room.start auction.record contract.set ' +
      'contract.set contract.set contract.set round.record game.end',
  );
  const told = (await run('replay', gameId)).stdout.split('\n');
  expect(told).toHaveLength(13);
  expect(told[5]).toMatch(/^ 6 {2}\d{4}-.* {2}Yossi won the auction with 6♥ hearts\.$/);
  expect(told[10]).toMatch(/were recorded\. {2}דנה -10, Yossi 46, Noa 19, Amir 14$/);
  expect((await run('replay', 'AAAAAA')).exitCode).toBe(65);
  const unknown = await run('game', 'AAAAAA', '--json');
  expect(unknown.exitCode).toBe(65);
  expect(failure(unknown).reason).toBe('game_not_found');
});

test('leaderboard, history and pages of players after a game', async () => {
  const board = await run('stats', '--json');
  expect(jsonOf(board)).toMatchObject({
    players: expect.arrayContaining([
      expect.objectContaining({ displayName: 'Yossi', totalWins: 1 }),
      expect.objectContaining({ username: 'dana', totalGames: 1, totalWins: 0, totalPoints: -10 }),
    ]),
  });
  expect((await run('stats')).stdout).toMatch(/^ +player +games +wins .*\n1\. +Yossi \(guest\) +1 +1 +100 %/);
  const { games, next } = jsonOf(await run('history', '--json')) as {
    games: { code: string; rounds: number; players: { winner: boolean }[] }[];
    next: string | null;
  };
  expect(games).toHaveLength(1);
  expect(games[0]?.players).toHaveLength(4);
  expect(next).toBeNull();
  expect((await run('history', 'DANA')).stdout).toContain(`${games[0]?.code}  1 round`);
  expect(jsonOf(await run('stats', 'dana', '--json'))).toMatchObject({
    username: 'dana',
    totalGames: 1,
    contractsAttempted: 1,
    contractsMade: 0,
    recentForm: ['L'],
  });
  expect((await run('stats', 'dana')).stdout).toMatch(/^דנה \(dana\)\ngames +1, won 0 \(0 %\)\n/);
  expect((await run('stats')).stderr).toBe('Rules: the usual ones; --all-rules counts every game.\n');
  const page = await run('stats', 'dana');
  expect(page.stdout).toMatch(/\nrating +\d+\?\n/);
  expect(page.stdout).toMatch(/\nHead-to-head\n +games +above +below +points\n/);
  expect(page.stdout).toMatch(/Yossi \(guest\) +1 +0 +1 +-56/);
  const first = await run('stats', '--by', 'points', '--limit', '1', '--all-rules');
  expect(first.stdout).toMatch(/^.*\n1\. +Yossi \(guest\).*\n… *\n4\. +דנה \(dana\)/);
  expect(first.stderr).toBe('More: --offset 1\n');
  expect((await run('stats', '--until', '2000-01-01', '--all-rules')).stdout).toBe(
    'No game has been finished yet.\n',
  );
  expect((await run('stats', '--by', 'height')).exitCode).toBe(2);
  expect((await run('stats', '--since', 'yesterday')).exitCode).toBe(65);
});

test('the games of a guest are claimed', async () => {
  const code = (await run('create')).stdout.trim();
  const wire = await connect(host.listening.url);
  await wire.call('auth.login', { login: 'dana', password: 'correct horse' });
  for (const displayName of ['Gil', 'Tal', 'Avi']) await wire.call('room.addGuest', { code, displayName });
  await wire.call('room.start', { code });
  await wire.close();
  const guestHome = await makeHome();
  const as = (...args: string[]) => whist(args, { home: guestHome, env: env() });
  await whist(['register', '--username=gil', '--email=gil@example.org', '--display-name=Gil'], {
    home: guestHome,
    env: env(),
    input: 'correct horse\n',
  });
  expect((await as('claim')).stdout).toMatch(/^No claim is open\./);
  expect((await as('claim', 'guest', code.toLowerCase(), 'gil')).stderr).toBe(
    'You have asked for the games of the guest Gil; דנה (dana) has to agree: `whist claim approve gil`.\n',
  );
  expect((await as('claim')).stdout).toMatch(
    /^You have asked for:\n[0-9a-f-]{36} {2}Gil \(guest\), and wait for דנה \(dana\)\.\n$/,
  );
  expect((await run('whoami')).stderr).toBe(
    'Gil (gil) asks for the games of your guest Gil: see `whist claim`.\n',
  );
  expect((await run('claim')).stdout).toMatch(/\n[0-9a-f-]{36} {2}Gil \(gil\) asks for .*Gil\.\n$/);
  expect((await as('claim', 'approve', 'gil')).exitCode).toBe(65);
  expect((await run('claim', 'approve', 'GIL')).stderr).toBe('1 game of Gil went over to gil.\n');
  expect(jsonOf(await run('game', code, '--json'))).toMatchObject({
    players: [{}, { username: 'gil', guest: false }, {}, {}],
  });
  expect(jsonOf(await as('claim', 'account', 'dana', '--json'))).toMatchObject({
    error: { reason: 'played_together' },
  });
  expect((await as('claim', 'account', 'noa')).stderr).toMatch(/^You have asked for the games of noa; Noa/);
  expect((await as('claim', 'drop', 'gil')).stderr).toBe(
    'The claim is dropped; nothing has changed hands.\n',
  );
  expect((await as('claim', 'guest', code)).stderr).toContain(
    'Usage: whist claim guest [options] <game> <name>\n',
  );
  await guestHome.remove();
});

test('the doctor looks at a database that no server has open', async () => {
  const atHost = (...args: string[]) => whist(args, { home: hostHome });
  const locked = await atHost('doctor', '--json');
  expect([locked.exitCode, failure(locked).reason]).toEqual([73, 'folder_locked']);
  await host.stop();
  expect(await atHost('doctor')).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Looked at \d games: every row is what the log gives\.\n$/),
  });
});
