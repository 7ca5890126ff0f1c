import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Sheet } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { serverTest } from '../../support/server-test.ts';
import { connect } from '../../support/wire.ts';
import { expectHealthy, newFriday, newPlayer, recomputeAll, statuses } from './friday.ts';

const onServer = serverTest();

onServer(
  'sheets can be tried in a dry run, then imported, and are recognised the second time',
  async (server) => {
    const { owner, groupId, sheets } = await newFriday(server);
    expect(await statuses(owner, sheets, { dryRun: true })).toEqual(Array(5).fill('added'));
    expect((await owner.call('sheets.export', { groupId })).sheets).toEqual([]);
    expect(await statuses(owner, [...sheets, ...sheets.slice(0, 2)])).toEqual([
      ...Array<string>(5).fill('added'),
      'there',
      'there',
    ]);
    expect(await statuses(owner, sheets)).toEqual(Array(5).fill('there'));
    // With other computed fields, or another order of fields, it is still the same sheet.
    const { rounds, ...rest } = sheets[0] ?? sheetNumber(5);
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
  },
);

onServer('exported sheets are the same as the imported ones, page by page', async (server) => {
  const { owner, member, outsider, groupId, sheets } = await newFriday(server);
  await statuses(owner, sheets);
  const sorted = sheets.toSorted((a, b) => (a.playedAt < b.playedAt ? -1 : 1));
  expect(await member.call('sheets.export', { groupId })).toEqual({ sheets: sorted, next: null });
  const first = await member.call('sheets.export', { limit: 2 });
  expect(first.sheets).toEqual(sorted.slice(0, 2));
  const after = first.next ?? '';
  expect((await member.call('sheets.export', { after })).sheets).toEqual(sorted.slice(2));
  expect(await outsider.refused('sheets.export', { groupId })).toBe('group_not_found');
  expect((await outsider.call('sheets.export', {})).sheets).toEqual([]);
});

onServer(
  'only the owner of a group imports its sheets, and only members get their accounts',
  async (server) => {
    const { owner, member, outsider, sheets } = await newFriday(server);
    const one = sheets.slice(0, 1);
    expect(await statuses(owner, one)).toEqual(['added']);
    expect((await member.call('sheets.import', { sheets: one })).outcomes).toMatchObject([
      { status: 'refused', faults: [{ field: 'group', found: 'Friday', expected: 'a group that you own' }] },
    ]);
    // The outsider cannot see the group, and makes another one with this name.
    const answer = await outsider.call('sheets.import', { sheets: one });
    expect(answer).toMatchObject({ outcomes: [{ status: 'added' }], founded: ['Friday'] });
    const { sheets: theirs } = await outsider.call('sheets.export', {});
    expect(theirs).toEqual([]);
    const { groups } = await outsider.call('group.list', {});
    const groupId = groups[0]?.groupId ?? '';
    expect((await outsider.call('sheets.export', { groupId })).sheets).toHaveLength(1);
    // There all names are guests, because none of these accounts is a member.
    const { rows } = await sql<{ guests: number }>`
    select count(*) as guests from game_players gp join users u on u.id = gp.user_id
    join games g on g.id = gp.game_id
    where g.group_id = ${groupId}::uuid and u.guest_of is not null`.execute(server.db);
    expect(rows[0]?.guests).toBe(4);
  },
);

onServer(
  'the import reports names that are nearly those of members, and they can be mapped',
  async (server) => {
    const { owner, member, outsider } = await newFriday(server);
    const name = `${member.user.username}x`;
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
    // An exact user name wins over the mapping. Another account than a member has to agree first.
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
      unknown: {},
    });
    expect((await outsider.call('claim.list', {})).toDecide).toMatchObject([
      { offeredBy: owner.user, claimant: outsider.user, group: { name: 'Friday' }, games: 1 },
    ]);
    await recomputeAll(server);
    expect(await owner.call('stats.player', { username: member.user.username })).toMatchObject({
      totalGames: 1,
    });
  },
);

onServer(
  'only the wrong sheet is refused, and a sheet that differs from its game is reported',
  async (server) => {
    const { owner } = await newFriday(server);
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
    // Sheets without an id are recognised by their content.
    const { id: _, ...nameless } = good;
    expect(await statuses(owner, [nameless])).toEqual(['added']);
    expect(await statuses(owner, [nameless])).toEqual(['there']);
    expect(await owner.refused('sheets.import', { sheets: [] })).toBe('invalid_params');
    await recomputeAll(server);
    await expectHealthy(server);
  },
);

onServer('sheets that are imported twice at the same moment become one game each', async (server) => {
  const { owner } = await newFriday(server);
  const same = Array.from({ length: 20 }, (_, i) => sheetNumber(100 + i, { group: 'Friday' }));
  const both = await Promise.all([statuses(owner, same), statuses(owner, same.toReversed())]);
  const all = both.flat();
  expect(all.filter((status) => status === 'added')).toHaveLength(20);
  expect(all.filter((status) => status === 'there')).toHaveLength(20);
});

onServer('a user name means its account in any case, and a mapping is found in any form', async (server) => {
  const { owner, member } = await newFriday(server);
  const [dana, yossi] = [owner, member].map(({ user }) => user.username.toUpperCase());
  const sheet = sheetNumber(50, {
    group: 'friday',
    players: [dana ?? '', 'Jose\u0301 L', 'noa', 'amir'],
  });
  const answer = await owner.call('sheets.import', {
    sheets: [sheet],
    players: { 'JOS\u00c9 L': yossi ?? '' },
  });
  expect(answer).toMatchObject({ outcomes: [{ status: 'added' }], near: {}, unknown: {}, founded: [] });
  await recomputeAll(server);
  for (const { user } of [owner, member])
    expect(await owner.call('stats.player', { username: user.username })).toMatchObject({ totalGames: 1 });
});

onServer('a new group is founded for its first game, if no group has nearly its name', async (server) => {
  const { owner, groupId } = await newFriday(server);
  const inGroup = (n: number, group: string) => sheetNumber(n, { group });
  const near = { sheets: [inGroup(60, 'Fryday')], dryRun: true };
  const fault = {
    field: 'group',
    found: 'Fryday',
    expected: expect.stringContaining('did you mean Friday?'),
  };
  for (const dryRun of [true, false])
    expect(await owner.call('sheets.import', { ...near, dryRun })).toMatchObject({
      outcomes: [{ status: 'refused', faults: [fault] }],
      founded: [],
    });
  const swapped = { sheets: [inGroup(62, 'Firday')], dryRun: true };
  expect(await owner.call('sheets.import', swapped)).toMatchObject({ outcomes: [{ status: 'refused' }] });
  // The same id without a group is another game, and a sheet that is refused founds nothing.
  expect(await statuses(owner, [sheetNumber(60)])).toEqual(['added']);
  const refused = sheetNumber(61, { group: 'Sunday', players: ['Gil', 'x', 'Uri', 'Shir'] });
  const mapped = { players: { Gil: owner.user.username, x: owner.user.username } };
  expect(await owner.call('sheets.import', { sheets: [refused], ...mapped })).toMatchObject({
    outcomes: [{ status: 'refused' }],
    founded: [],
  });
  for (const dryRun of [true, false])
    expect(await owner.call('sheets.import', { ...near, dryRun, newGroup: true })).toMatchObject({
      outcomes: [{ status: 'added' }],
      founded: ['Fryday'],
    });
  const { groups } = await owner.call('group.list', {});
  expect(groups.map(({ name }) => name).toSorted()).toEqual(['Friday', 'Fryday']);
  expect((await owner.call('sheets.export', { groupId })).sheets).toEqual([]);
});

onServer('one id is one game of an import, in a dry run too', async (server) => {
  const { owner } = await newFriday(server);
  const other = { ...sheetNumber(70), playedAt: '2019-01-01' };
  const sheets = [70, 71, 72, 73, 74].map((n) => sheetNumber(n));
  for (const dryRun of [true, false])
    expect(await statuses(owner, [...sheets, sheetNumber(70), other], { dryRun })).toEqual([
      ...Array<string>(5).fill('added'),
      'there',
      'refused',
    ]);
});

onServer('days that the database cannot hold are refused, wherever they come from', async (server) => {
  const { owner } = await newFriday(server);
  for (const playedAt of ['0001-03-08', '0099-03-08', '1850-04-13', '2109-01-01', '9999-12-31T00:00:00Z'])
    expect(await owner.refused('sheets.import', { sheets: [{ ...sheetNumber(80), playedAt }] })).toBe(
      'invalid_params',
    );
  for (const since of ['0001-01-01', '0099-01-01', '1850-01-01'])
    expect(await owner.refused('stats.leaderboard', { since })).toBe('invalid_params');
  const id = '01890000-0000-7000-8000-000000000000';
  for (const moment of ['0000-01-01T00:00:00.000Z', '0019-01-01T00:00:00.000Z', '2024-99-99T99:99:99.999Z'])
    expect(await owner.refused('sheets.export', { after: `${moment}_${id}` })).toBe('invalid_params');
});

onServer('names that differ only in their case are one guest', async (server) => {
  const player = await newPlayer(server, 'Dana');
  const [a, b] = ['Tamar', 'TAMAR'].map((name, i) =>
    sheetNumber(40 + i, { players: [name, 'Gil', 'Uri', 'Shir'] }),
  );
  if (!a || !b) throw new Error('there are two sheets');
  expect(await statuses(player, [a, b])).toEqual(['added', 'added']);
  // The games of a host are theirs, also without a seat.
  const { sheets } = await player.call('sheets.export', {});
  expect(sheets).toHaveLength(2);
  expect(await statuses(player, sheets)).toEqual(['there', 'there']);
  expect(await statuses(player, [sheetNumber(42, { players: ['Gil', 'GIL', 'Uri', 'Shir'] })])).toEqual([
    'refused',
  ]);
});

onServer('when another account claims an account, it gets its sheets too', async (server) => {
  const [old, now] = [await newPlayer(server, 'Old'), await newPlayer(server, 'New')];
  const sheet = sheetNumber(300);
  expect(await statuses(old, [sheet])).toEqual(['added']);
  const { claimId } = await now.call('claim.account', { username: old.user.username });
  await old.call('claim.approve', { claimId });
  expect(await statuses(now, [sheet])).toEqual(['there']);
});

onServer('nobody can register as the archive of older databases', async (server) => {
  const stranger = await connect(server.url);
  const account = { username: 'archive', password: 'correct horse', displayName: 'Archive' };
  expect(await stranger.refused('auth.register', { ...account, email: 'archive@keeper' })).toBe(
    'invalid_params',
  );
  await stranger.close();
});
