import type { RoomNotice } from '../ports.ts';
import type { LogEntry } from '../log.ts';
import type { Player, Room } from '../room.ts';

interface Change {
  readonly before: Room;
  readonly after: Room;
  readonly entry: LogEntry;
  readonly isConnected: (userId: string) => boolean;
}

/** The notices about a change of a room. A user who is at the table, or who made the change, needs none. */
export function noticesOf({ before, after, entry, isConnected }: Change): RoomNotice[] {
  const away = awayPlayers(after).filter(({ userId }) => userId !== entry.actorId && !isConnected(userId));
  if (away.length === 0) return [];
  const { gameId } = after;
  const byId = entry.actorId;
  const everybody = away.map(({ userId }) => ({ userId, gameId, byId }));
  if (entry.action.type === 'round.correct')
    return everybody.map((one) => ({ ...one, kind: 'game_corrected' }));
  if (before.timeline.game.status !== 'finished' && after.timeline.game.status === 'finished') {
    const reason = reasonOf(entry);
    return everybody.map((one) => ({ ...one, kind: 'game_over', details: { reason } }));
  }
  const turn = turnOf(after);
  if (!turn || turn.userId === turnOf(before)?.userId) return [];
  const next = away.find(({ userId, left }) => userId === turn.userId && !left);
  return next ? [{ kind: 'your_turn', userId: next.userId, gameId, byId }] : [];
}

/** Everybody who is in the game with an account and is not a host without a seat. */
function awayPlayers({ seats }: Room): Player[] {
  return seats.filter((player) => player !== null && !player.guest) as Player[];
}

/** The player whose turn it is. */
function turnOf({ seats, timeline }: Room): Player | null {
  const turn = timeline.game.round?.turn ?? null;
  return turn === null ? null : seats[turn];
}

function reasonOf({ action }: LogEntry): 'ended' | 'closed' | 'abandoned' {
  return action.type === 'room.close' ? action.reason : 'ended';
}
