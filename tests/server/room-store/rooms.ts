import { v4, v7 } from 'uuid';
import {
  evolve,
  foldLog,
  type Commit,
  type LogEntry,
  type Room,
  type RoomAction,
} from '../../../src/rooms/index.ts';
import { defaultProfile } from '../../../src/rules/index.ts';

let codes = 0;

/** A room with its host in seat 0, and the entry that opens it. */
export function newRoom(
  hostId: string,
  { gameId = v7(), code = (36 ** 5 + codes++).toString(36).toUpperCase() } = {},
): { room: Room; entry: LogEntry } {
  const entry: LogEntry = {
    seq: 1,
    action: {
      type: 'room.create',
      code,
      hostId,
      displayName: 'Dana',
      groupId: null,
      rules: defaultProfile,
      length: { rounds: 5 },
      startingScores: [1, -2, 3, 0],
    },
    actorId: hostId,
    seat: 0,
    commandId: v4(),
    at: new Date(),
  };
  return { room: foldLog(gameId, [entry]), entry };
}

/** A change by the host that the rules allow, decided on a room as it is. */
export function commitOf(before: Room, action: RoomAction, more: Partial<LogEntry> = {}): Commit {
  const entry: LogEntry = {
    seq: before.version + 1,
    action,
    actorId: before.hostId,
    seat: null,
    commandId: null,
    at: new Date(),
    ...more,
  };
  const outcome = evolve(before, entry);
  if ('error' in outcome) throw new Error(`${action.type} is refused: ${outcome.error}`);
  return { before, after: outcome.ok, entry };
}
