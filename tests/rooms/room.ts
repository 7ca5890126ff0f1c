import { decide, type Command } from '../../src/rooms/decide.ts';
import type { Circumstances } from '../../src/rooms/draft.ts';
import { foldLog, type LogEntry, type Room, type RoomAction } from '../../src/rooms/index.ts';
import { defaultProfile, type Seat } from '../../src/rules/index.ts';

export const minute = (n: number) => new Date(Date.UTC(2026, 0, 31, 20, n));

/** A log with these actions, a minute apart. */
export function logOf(...actions: readonly RoomAction[]): LogEntry[] {
  return actions.map((action, i) => ({
    seq: i + 1,
    action,
    actorId: 'dana-id',
    seat: null,
    commandId: null,
    at: minute(i),
  }));
}

export const roomAfter = (...actions: readonly RoomAction[]): Room => foldLog('game', logOf(...actions));

/** The room of Dana, who hosts. Their ids are `dana-id` and so on, their user names `dana`. */
export const created = {
  type: 'room.create',
  code: 'ABC234',
  hostId: 'dana-id',
  displayName: 'Dana',
  username: 'dana',
  groupId: null,
  rules: defaultProfile,
  length: null,
  startingScores: [0, 0, 0, 0],
} as const satisfies RoomAction;

export const joins = (name: string, seat: Seat): RoomAction => ({
  type: 'room.join',
  seat,
  userId: `${name.toLowerCase()}-id`,
  displayName: name,
  username: name.toLowerCase(),
});

export const guest = (name: string, seat: Seat, standsFor?: string): RoomAction => ({
  type: 'room.addGuest',
  seat,
  userId: `${name.toLowerCase()}-guest`,
  displayName: name,
  ...(standsFor !== undefined && { standsFor }),
});

/** Three of four seats are taken. */
export const three = [created, joins('Yossi', 1), joins('Noa', 2)] as const;
export const four = [...three, joins('Amir', 3)] as const;
export const start: RoomAction = { type: 'room.start' };
export const end: RoomAction = { type: 'game.end' };
export const trump: RoomAction = { type: 'auction.record', seat: 1, amount: 6, suit: 'hearts', frisch: 0 };
/** Somebody leaves, and this is the host from now on. */
export const left = (name: string, hostId: string, ends = false): RoomAction => ({
  type: 'room.leave',
  userId: `${name}-id`,
  hostId,
  ends,
});
/** The account of somebody is deleted. */
export const deleted = (name: string, hostId = 'dana-id', ends = false): RoomAction => ({
  type: 'account.delete',
  userId: `${name}-id`,
  displayName: 'Former player',
  hostId,
  ends,
});

/** A whole round, from the auction on. */
export const round: readonly RoomAction[] = [
  trump,
  ...([1, 2, 3, 0] as const).map((seat, i): RoomAction => ({
    type: 'contract.set',
    seat,
    amount: [6, 3, 2, 3][i] ?? 0,
  })),
  { type: 'round.record', tricks: [2, 6, 3, 2] },
];

/** The people of a room by seat: their ids, or null. */
export const idsIn = (room: Room): (string | null)[] => room.seats.map((player) => player?.userId ?? null);

/** The command of a method, with what the store knows of the people. */
export const command = (method: Command['method'], params: object = {}, found: object = {}): Command =>
  ({ method, params: { code: 'ABC234', ...params }, ...found }) as unknown as Command;

/** Everybody is at the table, and nobody is away. */
export const present: Omit<Circumstances, 'actorId'> = {
  now: minute(59),
  isAbsent: () => false,
  isConnected: () => true,
};

/** The entry that a command makes, or the reason why it is refused. */
export function ask(
  room: Room,
  asked: Command,
  circumstances: Partial<Circumstances> = {},
): LogEntry | string {
  const outcome = decide(room, asked, { actorId: 'dana-id', ...present, ...circumstances });
  return 'refused' in outcome ? outcome.refused.reason : outcome.entry;
}
