import { v5, v7 } from 'uuid';
import { refuse, type Params, type Refused, type User } from '../protocol/index.ts';
import { defaultProfile, seats, type PerSeat, type Seat } from '../rules/index.ts';
import { wireWords } from '../words/index.ts';
import type { Found } from './decide.ts';
import type { LogEntry, RoomAction } from './log.ts';
import type { Offer, RoomStore } from './ports.ts';
import { foldLog, type Player, type Room } from './room.ts';

export interface OpeningContext {
  readonly store: RoomStore;
  readonly now: () => Date;
  readonly newCode: () => string;
}

/** Stores a new room, or finds the one that the same command made before. Returns its code. */
export async function createRoom(
  context: OpeningContext,
  host: User,
  params: Params<'room.create'>,
): Promise<{ readonly code: string } | Refused> {
  const { commandId, groupId = null } = params;
  if (groupId !== null && !(await context.store.isGroupMember(groupId, host.id)))
    return refuse('not_in_room', { message: wireWords.explanations.notInGroup });
  // The same command of the same user always means the same game, so that a repeated one finds it.
  const gameId = commandId === undefined ? v7() : v5(commandId, host.id);
  const code = await open(context, gameId, (opening) => [firstEntry(host, params, opening)]);
  return { code };
}

/**
 * Opens the room of a rematch: the same people in the same seats, and round 1 dealt. A finished game has only
 * one, so that it is found again if the answer, or the entry that names it, was lost.
 */
export async function openRematch(context: OpeningContext, finished: Room): Promise<Found> {
  const { hostId } = finished;
  const isInGroup =
    finished.groupId !== null && (await context.store.isGroupMember(finished.groupId, hostId));
  const groupId = isInGroup ? finished.groupId : null;
  const { players, offers } = await playersAgain(context.store, finished, groupId);
  const gameId = v5('rematch', finished.gameId);
  const again = { ...finished, groupId, seats: players };
  const code = await open(context, gameId, (opening) => rematchEntries(again, opening));
  return { opened: { code, gameId }, offers };
}

/** The players of a finished game in their seats. A guest stands for each account that has not agreed to another game. */
async function playersAgain(
  store: RoomStore,
  { hostId, seats: seated }: Room,
  groupId: string | null,
): Promise<{ readonly players: Room['seats']; readonly offers: readonly Offer[] }> {
  const offers: Offer[] = [];
  const playing = async (seat: Seat): Promise<Player | null> => {
    const player = seated[seat];
    const userId = player?.standsFor ?? (player?.guest ? null : player?.userId);
    if (!player || !userId) return player;
    const { displayName, username } = player;
    if (userId === hostId || (!player.guest && (await store.hasAgreed(userId, { hostId, groupId }))))
      return { userId, displayName, username, guest: false, left: false };
    const offer = await store.offer({ userId, displayName }, { hostId, groupId });
    offers.push(offer);
    return { userId: offer.guestId, displayName, guest: true, left: false, standsFor: userId };
  };
  return { players: [await playing(0), await playing(1), await playing(2), await playing(3)], offers };
}

interface Opening {
  readonly code: string;
  readonly at: Date;
}

/** Stores a room with its first entries, or finds the room of this game. Returns its code. */
async function open(
  { store, now, newCode }: OpeningContext,
  gameId: string,
  entriesOf: (opening: Opening) => readonly LogEntry[],
): Promise<string> {
  for (;;) {
    const entries = entriesOf({ code: newCode(), at: now() });
    const room = foldLog(gameId, entries);
    const outcome = await store.create(room, entries);
    if (outcome === 'created') return room.code;
    if (outcome === 'exists') return codeOf(store, gameId);
  }
}

function firstEntry(host: User, params: Params<'room.create'>, { code, at }: Opening): LogEntry {
  const { groupId = null, rules, length = null, startingScores = [0, 0, 0, 0], seated = true } = params;
  return {
    seq: 1,
    action: {
      type: 'room.create',
      code,
      hostId: host.id,
      displayName: seated ? host.displayName : null,
      ...(seated && { username: host.username }),
      groupId,
      rules: { ...defaultProfile, ...rules },
      length,
      startingScores,
    },
    actorId: host.id,
    seat: seated ? 0 : null,
    commandId: params.commandId ?? null,
    at,
  };
}

/** The entries that lead from a new room to round 1, with everybody of a finished game in their seat. */
function rematchEntries(finished: Room, { code, at }: Opening): LogEntry[] {
  const { hostId, groupId, timeline, watchers } = finished;
  const { rules, length } = timeline.game;
  const startingScores: PerSeat<number> = [0, 0, 0, 0];
  const seated = seats.flatMap((seat): { action: RoomAction; seat: Seat }[] => {
    const player = finished.seats[seat];
    if (!player) return [];
    const { userId, displayName, username, guest, standsFor } = player;
    if (!guest)
      return [
        {
          seat,
          action: {
            type: 'room.join',
            seat,
            userId,
            displayName,
            ...(username !== undefined && { username }),
          },
        },
      ];
    const named = { userId, displayName, ...(standsFor !== undefined && { standsFor }) };
    return [{ seat, action: { type: 'room.addGuest', seat, ...named } }];
  });
  const drafts: { action: RoomAction; seat: Seat | null }[] = [
    {
      action: {
        type: 'room.create',
        code,
        hostId,
        displayName: null,
        groupId,
        rules,
        length,
        startingScores,
      },
      seat: null,
    },
    ...(watchers === 'nobody' ? [{ action: { type: 'room.watchers', watchers } as const, seat: null }] : []),
    ...seated,
    { action: { type: 'room.start' }, seat: null },
  ];
  return drafts.map((draft, i) => ({
    ...draft,
    seq: i + 1,
    actorId: hostId,
    commandId: null,
    at: new Date(at.getTime() + i),
  }));
}

async function codeOf(store: RoomStore, gameId: string): Promise<string> {
  const log = await store.load({ gameId }, { upTo: 1 });
  if (!log) throw new Error(`game ${gameId} was found and then had no log`);
  return foldLog(gameId, log.entries).code;
}
