import { expect } from 'vitest';
import type { Sheet, SheetRound } from '../../../src/protocol/index.ts';
import { createRecomputing } from '../../../src/storage/derived/recompute.ts';
import { examine } from '../../../src/storage/doctor/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { addMember } from '../../support/groups.ts';
import type { Player, TestServer } from '../../support/server.ts';

/** The group Friday with its owner and a member, and a person who is not in it. */
export interface Friday {
  readonly owner: Player;
  readonly member: Player;
  readonly outsider: Player;
  readonly groupId: string;
  /** Five games of the group, not in the order in which they were played. */
  readonly sheets: readonly Sheet[];
}

export async function newFriday(server: TestServer): Promise<Friday> {
  const [owner, member, outsider] = [
    await newPlayer(server, 'Dana'),
    await newPlayer(server, 'Yossi'),
    await newPlayer(server, 'Out'),
  ];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  await addMember(owner, member, groupId);
  const players: Sheet['players'] = [owner.user.username, member.user.username, 'נועה', 'amir'];
  const sheets = [5, 1, 4, 2, 3].map((n) => sheetNumber(n, { group: 'Friday', players }));
  return { owner, member, outsider, groupId, sheets };
}

export async function newPlayer(server: TestServer, name: string): Promise<Player> {
  return server.enter(await server.person(name));
}

/** Imports sheets and returns the status of each. */
export async function statuses(by: Player, sheets: readonly Sheet[], more = {}): Promise<string[]> {
  const { outcomes } = await by.call('sheets.import', { sheets, ...more });
  return outcomes.map(({ status }) => status);
}

/** Recomputes everything that is pending after an import. */
export async function recomputeAll({ db }: TestServer): Promise<void> {
  const recompute = createRecomputing(db);
  while (await recompute());
}

/** Checks that every row agrees with the logs. */
export async function expectHealthy({ db }: TestServer): Promise<void> {
  expect((await examine(db, { repair: false, progress: () => undefined })).differences).toEqual([]);
}

/** A round without its computed values. */
export const played = ({ trump, contracts, tricks }: SheetRound): SheetRound => ({
  trump,
  contracts,
  tricks,
});

/** The host opens a room with three guests and starts the game. */
export async function startWithGuests(host: Player): Promise<{ code: string; gameId: string }> {
  const { code, gameId } = await host.call('room.create', {});
  for (const displayName of ['Gil', 'Uri', 'Shir']) await host.call('room.addGuest', { code, displayName });
  await host.call('room.start', { code });
  return { code, gameId };
}

/** The host records a round in which seat 0 is the declarer. */
export async function recordRound(host: Player, code: string, tricks: SheetRound['tricks']): Promise<void> {
  await host.call('auction.record', { code, seat: 0, amount: 5, suit: 'spades' });
  for (const [seat, amount] of [5, 2, 3, 4].entries())
    await host.call('contract.set', { code, seat: seat as 0 | 1 | 2 | 3, amount });
  await host.call('round.record', { code, tricks });
}
