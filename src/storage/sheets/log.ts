import type { LogEntry, RoomAction } from '../../rooms/index.ts';
import { seats, type PerSeat, type Seat } from '../../rules/index.ts';
import type { ImportedGame, SheetPlayer } from '../../sheets/index.ts';

type Play = RoomAction & { readonly type: 'game.import' | 'round.import' | 'room.substitute' | 'game.end' };

/** The log of a game from a sheet, as if it was played here. The last entry has the time of the end. */
export function logOf(imported: ImportedGame, code: string): LogEntry[] {
  const { ownerId, playedAt } = imported;
  const actions = actionsOf(imported, code);
  return actions.map((action, i) => ({
    seq: i + 1,
    action,
    actorId: ownerId,
    seat: action.type === 'room.substitute' ? action.seat : null,
    commandId: null,
    at: new Date(playedAt.getTime() - (actions.length - 1 - i)),
  }));
}

function actionsOf({ game, groupId, ownerId, players, lineups }: ImportedGame, code: string): Play[] {
  const { rules, startingScores, rounds } = game;
  let seated = lineups[0] ?? players;
  const actions: Play[] = [
    { type: 'game.import', code, hostId: ownerId, groupId, rules, startingScores, players: seated },
  ];
  const substitute = (next: PerSeat<SheetPlayer>) => {
    actions.push(...seats.flatMap((seat) => substituted(seat, seated[seat], next[seat])));
    seated = next;
  };
  rounds.forEach(({ frischCount: frisch, trump, contracts, tricks }, i) => {
    substitute(lineups[i] ?? players);
    actions.push({ type: 'round.import', frisch, trump, contracts, tricks });
  });
  substitute(players);
  actions.push({ type: 'game.end' });
  return actions;
}

/** The entry that gives a seat to another player; none if the player is the same. */
function substituted(
  seat: Seat,
  was: SheetPlayer,
  { userId, displayName, guest, standsFor }: SheetPlayer,
): Play[] {
  if (was.userId === userId) return [];
  const isGuest = guest && { guest, ...(standsFor !== undefined && { standsFor }) };
  return [{ type: 'room.substitute', seat, userId, displayName, ...isGuest, replaces: was.userId }];
}
