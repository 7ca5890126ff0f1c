import { perSeat, seats } from '../rules/index.ts';
import type { LogEntry, RoomAction } from './log.ts';
import type { Room } from './room.ts';

interface Named {
  readonly userId: string;
  readonly displayName: string;
  readonly username?: string | undefined;
  readonly standsFor?: string | undefined;
}

/** A neutral name that no other player at this table has: `Former player`, then `Former player 2`. */
export function nameApart(neutral: string, room: Room, userId: string): string {
  const others = room.seats.flatMap((player) =>
    player && player.userId !== userId ? player.displayName : [],
  );
  const numbered = [neutral, ...seats.map((i) => `${neutral} ${i + 2}`)];
  return numbered.find((name) => !others.includes(name)) ?? neutral;
}

/** The log with another name for a user, wherever an entry names them. Unchanged entries are the same objects. */
export function renamed(log: readonly LogEntry[], userId: string, displayName: string): readonly LogEntry[] {
  const ids = idsOf(log, userId);
  return log.map((entry) => {
    const text = JSON.stringify(entry.action);
    if (![...ids].some((id) => text.includes(id))) return entry;
    return {
      ...entry,
      action: withName(entry.action, (one) =>
        ids.has(one.userId) ? { ...one, displayName, username: undefined } : one,
      ),
    };
  });
}

/** The ids of a user in a log: also those of guests that stand for the user, and of players the user has claimed. */
function idsOf(log: readonly LogEntry[], userId: string): ReadonlySet<string> {
  const ids = new Set([userId]);
  for (const { action } of log)
    withName(action, (one) => {
      if (one.standsFor === userId) ids.add(one.userId);
      return one;
    });
  for (const { action } of log.toReversed())
    if (action.type === 'claim.approve' && ids.has(action.userId)) ids.add(action.replaces);
  return ids;
}

type Rename = <T extends Named>(named: T) => T;

function withName(action: RoomAction, rename: Rename): RoomAction {
  switch (action.type) {
    case 'room.create': {
      const { hostId: userId, displayName, username } = action;
      if (displayName === null) return action;
      const { userId: _, ...named } = rename({ userId, displayName, username });
      return { ...action, ...named };
    }
    case 'room.join':
    case 'room.addGuest':
    case 'room.substitute':
    case 'account.delete':
      return rename(action);
    case 'game.import':
      return { ...action, players: perSeat((seat) => rename(action.players[seat])) };
    case 'sheet.replace': {
      const rounds = action.rounds.map((round) => {
        const { players } = round;
        return players ? { ...round, players: perSeat((seat) => rename(players[seat])) } : round;
      });
      return { ...action, players: perSeat((seat) => rename(action.players[seat])), rounds };
    }
    default:
      return action;
  }
}
