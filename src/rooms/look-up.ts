import type { User } from '../protocol/index.ts';
import { openRematch, type OpeningContext } from './create-room.ts';
import { rematchFault, type Command, type Found } from './decide.ts';
import type { LookedUp } from './draft.ts';
import type { RoomStore } from './ports.ts';
import type { Room } from './room.ts';
import { hasSeat, namedAlike, replaceable, seatForGuest } from './seating.ts';

/** Asks the store for the player that a command is about, or opens the room of a rematch. */
export async function lookUp(
  context: OpeningContext,
  room: Room,
  { actor, command }: { readonly actor: User; readonly command: Command },
): Promise<Found> {
  const { store } = context;
  switch (command.method) {
    case 'room.rematch':
      return rematchFault(room) ? {} : openRematch(context, room);
    case 'room.join':
      return {
        lookedUp: { userId: actor.id, displayName: actor.displayName, username: actor.username },
      };
    case 'room.addGuest': {
      const { displayName, seat } = command.params;
      // A guest is stored only if there is a seat.
      if (typeof seatForGuest(room, seat) !== 'number' || namedAlike(room, displayName)) return {};
      return { lookedUp: { userId: await store.guest(room.hostId, displayName), displayName } };
    }
    case 'room.substitute': {
      const { seat, userId, username, displayName } = command.params;
      if ('refused' in replaceable(room, seat)) return {};
      if (displayName !== undefined) {
        if (namedAlike(room, displayName, seat)) return {};
        const guestId = await store.guest(room.hostId, displayName);
        return { lookedUp: { userId: guestId, displayName, guest: true } };
      }
      const account = await store.account({ userId, username });
      return account ? substituteFor(store, room, account) : {};
    }
    default:
      return {};
  }
}

/** The account itself, if it has agreed to the game; else a guest that stands for it. */
async function substituteFor(
  store: RoomStore,
  room: Room,
  account: Pick<LookedUp, 'userId' | 'displayName' | 'username'>,
): Promise<Found> {
  const { userId, displayName } = account;
  // Another host may have named the account, so that another guest stands for it.
  const isSeated = hasSeat(room, userId);
  const hasAgreed = !room.disowned.includes(userId) && (await store.hasAgreed(userId, room));
  if (isSeated || hasAgreed) return { lookedUp: account };
  const offer = await store.offer({ userId, displayName }, room);
  const lookedUp = { userId: offer.guestId, displayName, guest: true, standsFor: userId } as const;
  return { lookedUp, offers: [offer] };
}
