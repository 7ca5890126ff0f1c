import type { User } from '../protocol/index.ts';
import { openRematch, type OpeningContext } from './create-room.ts';
import {
  rematchFault,
  replaceable,
  seatForGuest,
  type Command,
  type Found,
  type LookedUp,
} from './decide.ts';
import type { RoomStore } from './ports.ts';
import type { Room } from './room.ts';

/** Asks the store for the player that a command is about, or opens the room of a rematch. */
export async function lookUp(
  context: OpeningContext,
  room: Room,
  { actor, command }: { readonly actor: User; readonly command: Command },
): Promise<Found> {
  if (command.method !== 'room.rematch') {
    const lookedUp = await playerOf(context.store, room, { actor, command });
    return lookedUp ? { lookedUp } : {};
  }
  return rematchFault(room) ? {} : { opened: await openRematch(context, room) };
}

/** The player that a command is about; undefined if there is no such player. */
async function playerOf(
  store: RoomStore,
  room: Room,
  { actor, command }: { readonly actor: User; readonly command: Command },
): Promise<LookedUp | undefined> {
  switch (command.method) {
    case 'room.join':
      return { userId: actor.id, displayName: actor.displayName };
    case 'room.addGuest': {
      const { displayName, seat } = command.params;
      // A guest is stored only if there is a seat.
      if (typeof seatForGuest(room, seat) !== 'number') return undefined;
      return { userId: await store.guest(room.hostId, displayName), displayName };
    }
    case 'room.substitute': {
      const { seat, userId, username, displayName } = command.params;
      if ('refused' in replaceable(room, seat)) return undefined;
      if (displayName !== undefined)
        return { userId: await store.guest(room.hostId, displayName), displayName, guest: true };
      return (await store.account({ userId, username })) ?? undefined;
    }
    default:
      return undefined;
  }
}
