import type { Refused, RoomEvent, RoomState } from '../protocol/index.ts';
import { toldApart } from '../protocol/alike.ts';
import { perSeat } from '../rules/index.ts';
import { payloadOf, type LogEntry } from './log.ts';
import type { Room } from './room.ts';

/** The answer to a request: JSON text that is encoded once for everybody, or a refusal. */
export type Answer = { readonly json: string } | Refused;

/** The players at the table. */
export interface AtTable {
  isConnected(userId: string): boolean;
  /** When the last terminal of a user went away; null while the user has one. */
  awaySince(userId: string): Date | null;
}

/** The presence in a past game: nobody is at the table. */
export const nobody: AtTable = { isConnected: () => false, awaySince: () => null };

/** The room as its members see it. */
export function roomState(room: Room, presence: AtTable, graceMs: number): RoomState {
  const { code, gameId, version, hostId, groupId, rematch, watchers } = room;
  const apart = apartAt(room.seats);
  const seats = perSeat((seat) => {
    const player = room.seats[seat];
    if (!player) return null;
    const { userId, displayName, guest, standsFor } = player;
    const awaySince = guest ? null : (presence.awaySince(userId)?.toISOString() ?? null);
    return {
      seat,
      userId,
      displayName,
      ...apart(userId),
      connected: presence.isConnected(userId),
      guest,
      awaySince,
      ...(standsFor !== undefined && { standsFor }),
    };
  });
  const graceSeconds = graceMs / 1000;
  return {
    code,
    gameId,
    version,
    hostId,
    groupId,
    graceSeconds,
    seats,
    ...room.timeline.game,
    rematch,
    watchers,
  };
}

/** How to tell the players apart, by the list of them. Few changes touch it. */
const aparts = new WeakMap<Room['seats'], ReturnType<typeof toldApart>>();

function apartAt(seats: Room['seats']): ReturnType<typeof toldApart> {
  const players = seats.flatMap((player) =>
    player ? [{ ...player, username: player.username ?? null }] : [],
  );
  const apart = aparts.get(seats) ?? toldApart(players);
  aparts.set(seats, apart);
  return apart;
}

/** The JSON of `rounds`, by the list. It is the largest part of a state, and most changes do not touch it. */
const roundTexts = new WeakMap<RoomState['rounds'], string>();

/** The state as JSON. */
export function stateText({ rounds, ...rest }: RoomState): string {
  const text = roundTexts.get(rounds) ?? JSON.stringify(rounds);
  roundTexts.set(rounds, text);
  return `${JSON.stringify(rest).slice(0, -1)},"rounds":${text}}`;
}

/** An entry of the log as the members see it. */
export function roomEvent(entry: LogEntry): RoomEvent {
  return {
    type: entry.action.type,
    version: entry.seq,
    actorId: entry.actorId,
    seat: entry.seat,
    payload: payloadOf(entry),
    at: entry.at.toISOString(),
  };
}
