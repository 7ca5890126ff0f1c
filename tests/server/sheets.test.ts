import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GamePage, Sheet, SheetRound } from '../../src/protocol/index.ts';
import { perSeat } from '../../src/rules/index.ts';
import { examine } from '../../src/storage/doctor/index.ts';
import { recomputePiece } from '../../src/storage/derived/recompute.ts';
import { keeperOf } from '../../src/storage/sheets/sheets.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { connect } from '../support/wire.ts';
import { lifetime } from './lifetime.ts';

describe.each(testDatabases)('score sheets on $name', (database) => {
  let server: TestServer;
  let owner: Player;
  let member: Player;
  let outsider: Player;
  let groupId: string;

  beforeAll(async () => {
    server = await startServer(database);
    const enter = async (name: string) => server.enter(await server.person(name));
    [owner, member, outsider] = [await enter('Dana'), await enter('Yossi'), await enter('Out')];
    ({ groupId } = await owner.call('group.create', { name: 'Friday' }));
    await owner.call('group.addMember', { groupId, username: member.user.username });
  });
  afterAll(() => server.stop());

  const settle = async () => {
    while (await recomputePiece(server.db));
  };
  const sheets = (): Sheet[] =>
    [5, 1, 4, 2, 3].map((n) =>
      sheetNumber(n, {
        group: 'Friday',
        players: [owner.user.username, member.user.username, 'נועה', 'amir'],
      }),
    );
  /** A round without what is computed of it. */
  const played = ({ trump, contracts, tricks }: SheetRound): SheetRound => ({ trump, contracts, tricks });
  const sheetsOf = async (group: string, gameId: string) => {
    const { sheet_id: id } = (
      await sql<{ sheet_id: string }>`select sheet_id from games where id = ${gameId}::uuid`.execute(
        server.db,
      )
    ).rows[0] ?? { sheet_id: '' };
    return (await owner.call('sheets.export', { groupId: group })).sheets.find((sheet) => sheet.id === id);
  };
  const statuses = async (by: Player, given: readonly Sheet[], more = {}) =>
    (await by.call('sheets.import', { sheets: given, ...more })).outcomes.map(({ status }) => status);

  test('are tried out, brought in, and there already the second time', async () => {
    const all = sheets();
    expect(await statuses(owner, all, { dryRun: true })).toEqual(Array(5).fill('added'));
    expect((await owner.call('sheets.export', { groupId })).sheets).toEqual([]);
    expect(await statuses(owner, [...all, ...all.slice(0, 2)])).toEqual([
      ...Array<string>(5).fill('added'),
      'there',
      'there',
    ]);
    expect(await statuses(owner, all)).toEqual(Array(5).fill('there'));
    // What is computed, and in which order things are said, makes no other sheet.
    const { rounds, ...rest } = all[0] ?? sheetNumber(5);
    const bare = {
      rounds: rounds.map(({ frisch = 0, trump, contracts, tricks }) => ({
        tricks,
        contracts,
        trump,
        frisch,
      })),
      ...rest,
    };
    expect(await statuses(owner, [bare])).toEqual(['there']);
  });

  test('are games like those that were played: record, statistics, ratings and doctor', async () => {
    await settle();
    const { games } = await member.call('stats.history', {});
    expect(games).toHaveLength(5);
    const records: GamePage[] = [];
    for (const { gameId } of games) records.push(await member.call('game.get', { id: gameId }));
    for (const { user } of [owner, member])
      expect(await owner.call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, records),
      );
    expect(await owner.call('group.get', { groupId })).toMatchObject({ totalGames: 5, totalRounds: 10 });
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
    const [{ gameId, code } = { gameId: '', code: '' }] = games;
    const { steps } = await member.call('game.log', { id: gameId });
    expect(steps.map(({ event }) => event.type)).toEqual([
      'game.import',
      'round.import',
      'round.import',
      'game.end',
    ]);
    expect(steps.at(-1)?.event.at).toBe(games[0]?.endedAt);

    await owner.call('round.correct', { code, round: 1, tricks: [2, 3, 6, 2] });
    const corrected = await Promise.all(records.map(({ gameId: id }) => member.call('game.get', { id })));
    expect(corrected).not.toEqual(records);
    for (const { user } of [owner, member])
      expect(await owner.call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, corrected),
      );
    await owner.call('log.undo', { code });
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('come out as they went in', async () => {
    const sorted = sheets().toSorted((a, b) => (a.playedAt < b.playedAt ? -1 : 1));
    expect(await member.call('sheets.export', { groupId })).toEqual({ sheets: sorted, next: null });
    const first = await member.call('sheets.export', { limit: 2 });
    expect(first.sheets).toEqual(sorted.slice(0, 2));
    const after = first.next ?? '';
    expect((await member.call('sheets.export', { after })).sheets).toEqual(sorted.slice(2));
    expect(await outsider.refused('sheets.export', { groupId })).toBe('group_not_found');
    expect((await outsider.call('sheets.export', {})).sheets).toEqual([]);
  });

  test('of a group are for its owner, and a name is an account where it is exactly that of a member', async () => {
    const foreign = sheets().slice(0, 1);
    expect((await member.call('sheets.import', { sheets: foreign })).outcomes).toMatchObject([
      { status: 'refused', faults: [{ field: 'group', found: 'Friday', expected: 'a group that you own' }] },
    ]);
    // To somebody who is not in it there is no such group, and theirs is another.
    const answer = await outsider.call('sheets.import', { sheets: foreign });
    expect(answer).toMatchObject({ outcomes: [{ status: 'added' }], founded: ['Friday'] });
    const { sheets: theirs } = await outsider.call('sheets.export', {});
    expect(theirs).toEqual([]);
    const { groups } = await outsider.call('group.list', {});
    const exported = await outsider.call('sheets.export', { groupId: groups[0]?.groupId ?? '' });
    expect(exported.sheets).toHaveLength(1);
    // The name of a stranger's account is that of a guest here.
    const { rows } = await sql<{ guests: number }>`
      select count(*) as guests from game_players gp join users u on u.id = gp.user_id
      join games g on g.id = gp.game_id
      where g.group_id = ${groups[0]?.groupId ?? ''}::uuid and u.guest_of is not null`.execute(server.db);
    expect(rows[0]?.guests).toBe(4);
  });

  test('with names that are nearly those of members are told, and mapped when that is said', async () => {
    const name = member.user.username.toUpperCase();
    const players: Sheet['players'] = [owner.user.username, name, 'Guest', 'Other'];
    const sheet = sheetNumber(20, { group: 'Friday', players });
    expect(await owner.call('sheets.import', { sheets: [sheet], dryRun: true })).toMatchObject({
      outcomes: [{ status: 'added' }],
      near: { [name]: member.user.username },
    });
    const mapped = { sheets: [sheet], players: { [name]: member.user.username, Guest: owner.user.username } };
    expect(await owner.call('sheets.import', mapped)).toMatchObject({
      outcomes: [{ status: 'refused', faults: [{ field: 'players', found: 'Dana twice' }] }],
    });
    // An exact user name is that account, whatever it is said to mean; and nobody can be meant who is not here.
    const right = {
      sheets: [sheet],
      players: {
        [name]: member.user.username,
        [owner.user.username]: member.user.username,
        Other: outsider.user.username,
      },
    };
    expect(await owner.call('sheets.import', right)).toMatchObject({
      outcomes: [{ status: 'added' }],
      near: {},
      unknown: { Other: outsider.user.username },
    });
    await settle();
    expect(await owner.call('stats.player', { username: member.user.username })).toMatchObject({
      totalGames: 6,
    });
  });

  test('that are wrong are refused by themselves, and one that says something else is told', async () => {
    const good = sheetNumber(30, { group: 'Friday' });
    const [first, second] = good.rounds;
    if (!first || !second) throw new Error('a sheet has rounds');
    const wrong = { ...good, id: 'wrong', rounds: [{ ...first, scores: [1, 14, 46, -10] as const }, second] };
    const { outcomes } = await owner.call('sheets.import', { sheets: [wrong, good] });
    expect(outcomes).toMatchObject([
      {
        status: 'refused',
        faults: [{ round: 1, player: 'dana', field: 'scores', found: '1', expected: '19' }],
      },
      { status: 'added' },
    ]);
    const { rounds, ...rest } = good;
    expect(await statuses(owner, [{ ...rest, rounds: rounds.slice(0, 1) }])).toEqual(['different']);
    // Without an id the content is what tells them apart.
    const { id: _, ...nameless } = good;
    expect(await statuses(owner, [nameless])).toEqual(['added']);
    expect(await statuses(owner, [nameless])).toEqual(['there']);
    expect(await owner.refused('sheets.import', { sheets: [] })).toBe('invalid_params');
    await settle();
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('that are corrected are told from what the game says, and replace it when that is said', async () => {
    const { user } = owner;
    const players: Sheet['players'] = [user.username, member.user.username, 'Gil', 'Uri'];
    const was = sheetNumber(60, { group: 'Friday', players });
    expect(await statuses(owner, [was])).toEqual(['added']);
    const [round, second] = was.rounds;
    if (!round || !second) throw new Error('a sheet has rounds');
    const now: Sheet = {
      ...was,
      playedAt: '2011-01-02T03:04:05.000Z',
      players: [user.username, 'Shir', 'Gil', member.user.username],
      rounds: [{ ...played(round), tricks: [2, 3, 6, 2] }, second, { ...second, dealer: 2 }],
    };
    const { outcomes } = await owner.call('sheets.import', { sheets: [now] });
    const [{ status, gameId = '', differences } = { status: '' }] = outcomes;
    expect([status, differences]).toEqual([
      'different',
      [
        { round: null, player: null, field: 'playedAt', found: now.playedAt, expected: was.playedAt },
        { round: null, player: null, field: 'players', found: 'Shir', expected: member.user.username },
        { round: null, player: null, field: 'players', found: member.user.username, expected: 'Uri' },
        { round: null, player: null, field: 'rounds', found: '3', expected: '2' },
        { round: 1, player: user.username, field: 'tricks', found: '2', expected: String(round.tricks[0]) },
        { round: 1, player: 'Shir', field: 'tricks', found: '3', expected: String(round.tricks[1]) },
      ],
    ]);
    const { code } = await owner.call('game.get', { id: gameId });
    await member.call('room.watch', { code });
    expect(await statuses(owner, [now], { replace: true, dryRun: true })).toEqual(['replaced']);
    expect(await statuses(owner, [now])).toEqual(['different']);
    expect(await statuses(owner, [now, now], { replace: true })).toEqual(['replaced', 'there']);
    const { event, state } = await member.updated(({ event: { type } }) => type === 'sheet.replace');
    expect([event.actorId, state.rounds.length, state.seats[1]?.displayName]).toEqual([user.id, 3, 'Shir']);
    expect(await statuses(owner, [now])).toEqual(['there']);
    // What it said first is another correction.
    expect(await statuses(owner, [was])).toEqual(['different']);
    await settle();
    const { games } = await member.call('stats.history', { limit: 100 });
    expect(games.find((game) => game.gameId === gameId)).toMatchObject({ endedAt: now.playedAt });
    const records: GamePage[] = [];
    for (const game of games) records.push(await member.call('game.get', { id: game.gameId }));
    expect(await owner.call('stats.player', { username: member.user.username })).toMatchObject(
      lifetime(member.user.id, records),
    );
    const { sheets: out } = await owner.call('sheets.export', { groupId, limit: 1 });
    expect(out[0]).toMatchObject({ id: now.id, playedAt: now.playedAt, players: now.players });
    // It can be corrected at the table like every other.
    await owner.call('round.correct', { code, round: 3, tricks: [3, 3, 3, 4] });
    expect(await sheetsOf(groupId, gameId)).toMatchObject({ rounds: [{}, {}, { tricks: [3, 3, 3, 4] }] });
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('of games that were played here are known, and told where they say something else', async () => {
    const { code, gameId } = await owner.call('room.create', {});
    for (const displayName of ['Gil', 'Uri', 'Shir'])
      await owner.call('room.addGuest', { code, displayName });
    await owner.call('room.start', { code });
    await owner.call('auction.record', { code, seat: 0, amount: 5, suit: 'spades' });
    for (const [seat, amount] of [5, 2, 3, 4].entries())
      await owner.call('contract.set', { code, seat: seat as 0 | 1 | 2 | 3, amount });
    await owner.call('round.record', { code, tricks: [5, 2, 3, 3] });
    await owner.call('game.end', { code });
    const { sheets: out } = await owner.call('sheets.export', {});
    const sheet = out.find(({ id }) => id === gameId);
    const [round] = sheet?.rounds ?? [];
    if (!sheet || !round) throw new Error('the game was exported');
    expect(await statuses(owner, [sheet])).toEqual(['there']);
    const corrected = { ...sheet, rounds: [{ ...played(round), tricks: [4, 2, 3, 4] as const }] };
    expect(await statuses(owner, [corrected])).toEqual(['different']);
    expect(await statuses(owner, [corrected], { replace: true })).toEqual(['replaced']);
    expect(await statuses(owner, [corrected])).toEqual(['there']);
    await settle();
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('say who played for somebody else, and so every round stays with who played it', async () => {
    const { code, gameId } = await owner.call('room.create', {});
    for (const displayName of ['Gil', 'Uri', 'Shir'])
      await owner.call('room.addGuest', { code, displayName });
    await owner.call('room.start', { code });
    const round = async (tricks: readonly [number, number, number, number]) => {
      await owner.call('auction.record', { code, seat: 0, amount: 5, suit: 'spades' });
      for (const [seat, amount] of [5, 2, 3, 4].entries())
        await owner.call('contract.set', { code, seat: seat as 0 | 1 | 2 | 3, amount });
      await owner.call('round.record', { code, tricks });
    };
    await round([5, 2, 3, 3]);
    await owner.call('round.next', { code });
    await owner.call('room.substitute', { code, seat: 1, displayName: 'Tal' });
    await round([5, 1, 3, 4]);
    await owner.call('room.substitute', { code, seat: 2, username: member.user.username });
    await owner.call('game.end', { code });
    const sheet = (await owner.call('sheets.export', {})).sheets.find(({ id }) => id === gameId);
    const dana = owner.user.username;
    expect(sheet).toMatchObject({
      players: [dana, 'Tal', member.user.username, 'Shir'],
      rounds: [{ players: [dana, 'Gil', 'Uri', 'Shir'] }, { players: [dana, 'Tal', 'Uri', 'Shir'] }],
    });
    if (!sheet) throw new Error('the game was exported');
    expect(await statuses(owner, [sheet, { ...sheet, id: gameId.toUpperCase() }])).toEqual([
      'there',
      'there',
    ]);

    const elsewhere = await startServer(database);
    const other = await elsewhere.enter(await elsewhere.person('Other'));
    expect(await statuses(other, [{ ...sheet, group: 'Copy' }])).toEqual(['added']);
    while (await recomputePiece(elsewhere.db));
    const { groups } = await other.call('group.list', {});
    const copy = await other.call('sheets.export', { groupId: groups[0]?.groupId ?? '' });
    expect(copy.sheets).toEqual([{ ...sheet, group: 'Copy' }]);
    const progress = () => undefined;
    expect((await examine(elsewhere.db, { repair: false, progress })).differences).toEqual([]);
    // Another played the first round, as it turns out.
    const [first, ...others] = sheet.rounds;
    if (!first) throw new Error('two rounds were played');
    const corrected: Sheet = {
      ...sheet,
      group: 'Copy',
      rounds: [{ ...first, players: [dana, 'Noa', 'Uri', 'Shir'] }, ...others],
    };
    const { outcomes } = await other.call('sheets.import', { sheets: [corrected], replace: true });
    const difference = { round: 1, player: null, field: 'players', found: 'Noa', expected: 'Gil' };
    expect(outcomes).toMatchObject([{ status: 'replaced', differences: [difference] }]);
    expect((await other.call('sheets.export', { groupId: groups[0]?.groupId ?? '' })).sheets).toEqual([
      corrected,
    ]);
    expect((await examine(elsewhere.db, { repair: false, progress })).differences).toEqual([]);
    await elsewhere.stop();
  });

  test('that two bring in at the same moment become one game each', async () => {
    const same = Array.from({ length: 20 }, (_, i) => sheetNumber(100 + i, { group: 'Friday' }));
    const [a, b] = await Promise.all([statuses(owner, same), statuses(owner, same.toReversed())]);
    const all = [...a, ...b];
    expect(all.filter((status) => status === 'added')).toHaveLength(20);
    expect(all.filter((status) => status === 'there')).toHaveLength(20);
  });

  test('with names that differ in their case alone are of one guest', async () => {
    const [a, b] = ['Tamar', 'TAMAR'].map((name, i) =>
      sheetNumber(40 + i, { players: [name, 'Gil', 'Uri', 'Shir'] }),
    );
    if (!a || !b) throw new Error('there are two sheets');
    expect(await statuses(outsider, [a, b])).toEqual(['added', 'added']);
    expect(await statuses(outsider, [sheetNumber(42, { players: ['Gil', 'GIL', 'Uri', 'Shir'] })])).toEqual([
      'refused',
    ]);
  });

  test('give the same statistics and ratings in every database, whatever their order', async () => {
    const names = ['Ada', 'Ben', 'Chen', 'Dov', 'Eli', 'Fay'];
    const all = Array.from({ length: 60 }, (_, n) => {
      const players = perSeat((seat) => names[(n * n + seat * (n % 2 === 0 ? 1 : 5)) % names.length] ?? '');
      return sheetNumber(200 + n, { group: 'Sunday', players });
    });
    const boardOf = async (by: Player, db: TestServer['db']) => {
      while (await recomputePiece(db));
      const { groups } = await by.call('group.list', {});
      const sunday = groups.find(({ name }) => name === 'Sunday')?.groupId ?? '';
      const { players } = await by.call('stats.leaderboard', { groupId: sunday, by: 'rating' });
      return players.map((line) => ({ ...line, userId: null, username: null }));
    };
    const elsewhere = await startServer(database);
    const other = await elsewhere.enter(await elsewhere.person('Other'));
    expect(new Set(await statuses(owner, all))).toEqual(new Set(['added']));
    expect(new Set(await statuses(other, all.toReversed()))).toEqual(new Set(['added']));
    const board = await boardOf(owner, server.db);
    expect(board).toHaveLength(6);
    expect(await boardOf(other, elsewhere.db)).toEqual(board);
    await elsewhere.stop();
  });

  test('of an account that becomes another go with it', async () => {
    const [old, now] = [
      await server.enter(await server.person('Old')),
      await server.enter(await server.person('New')),
    ];
    const sheet = sheetNumber(300);
    expect(await statuses(old, [sheet])).toEqual(['added']);
    const { claimId } = await now.call('claim.account', { username: old.user.username });
    await old.call('claim.approve', { claimId });
    expect(await statuses(now, [sheet])).toEqual(['there']);
  });

  test('the archive is nobody’s account', async () => {
    const stranger = await connect(server.url);
    const email = 'archive@keeper.invalid';
    const { user } = await stranger.call('auth.register', {
      username: 'stranger',
      email,
      password: 'correct horse',
      displayName: 'Stranger',
    });
    expect(await keeperOf(server.db)).not.toBe(user.id);
    expect(await keeperOf(server.db)).toBe(await keeperOf(server.db));
    const { rows } = await sql<{ email: string }>`
      select email from users where id = ${await keeperOf(server.db)}::uuid`.execute(server.db);
    const again = {
      username: 'other',
      email: rows[0]?.email ?? '',
      password: 'correct horse',
      displayName: 'O',
    };
    expect(await stranger.refused('auth.register', again)).toBe('invalid_params');
    await stranger.close();
  });
});
