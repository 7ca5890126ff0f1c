import { perSeat } from '../rules/index.ts';
import type { RoomAction } from './log.ts';
import type { Player, Room } from './types.ts';

/** One person takes the place of another in the whole game, from its start. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
}

type Approval = RoomAction & { readonly type: 'claim.approve' };
type Disowning = RoomAction & { readonly type: 'game.disown' };

const approvalOf = ({ replaces, userId }: Approval): Exchange => ({ from: replaces, to: userId });
const disowningOf = ({ userId, guestId }: Disowning): Exchange => ({ from: userId, to: guestId });

/** The exchange that an action makes; null for all other actions. */
export function exchangeOf(action: RoomAction): Exchange | null {
  if (action.type === 'claim.approve') return approvalOf(action);
  return action.type === 'game.disown' ? disowningOf(action) : null;
}

/** An account has agreed to the games of a guest or of another account. */
export function agreed(room: Room, action: Approval): Room {
  const exchange = approvalOf(action);
  const after = exchanged(room, exchange, { guest: false, standsFor: undefined });
  return {
    ...after,
    hostId: room.hostId === exchange.from ? exchange.to : room.hostId,
    disowned: room.disowned.filter((userId) => userId !== action.userId),
  };
}

/** An account says that it did not play. If it hosts the game, it stays the host. */
export function disowned(room: Room, action: Disowning): Room {
  const { userId } = action;
  const after = exchanged(room, disowningOf(action), { guest: true, left: false, standsFor: userId });
  return { ...after, disowned: [...room.disowned, userId] };
}

/** One person takes the place of another in the whole game, as another kind of player. */
function exchanged(room: Room, { from, to }: Exchange, kind: Partial<Player>): Room {
  const seated = perSeat((seat) => {
    const player = room.seats[seat];
    // The log does not tell the user name of the other person.
    return player?.userId === from ? { ...player, ...kind, userId: to, username: undefined } : player;
  });
  const lineups = room.lineups.map((lineup) =>
    perSeat((seat) => (lineup[seat] === from ? to : lineup[seat])),
  );
  return { ...room, seats: seated, lineups };
}
