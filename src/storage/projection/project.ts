import { evolve, exchangeOf, foldLog, type LogEntry, type Room } from '../../rooms/index.ts';
import { bidChanges } from './bids.ts';
import { roundId } from './ids.ts';
import { heldRounds, rowsOf, type GameRows, type TrumpBidRow } from './rows.ts';

/** The entry of a log that breaks the rules, and why. */
export interface Broken {
  readonly seq: number;
  readonly type: string;
  readonly reason: string;
}

/** The rows of a game, from its log alone. */
export function project(
  gameId: string,
  [first, ...others]: readonly LogEntry[],
): { readonly ok: GameRows } | { readonly broken: Broken } {
  if (!first || !isBeginning(first)) {
    const type = first?.action.type ?? 'nothing';
    return { broken: { seq: 1, type, reason: 'a log begins with room.create' } };
  }
  let room = foldLog(gameId, [first]);
  const bids = new Map<string, TrumpBidRow>();
  for (const entry of others) {
    const outcome = following(room, entry);
    if ('error' in outcome)
      return { broken: { seq: entry.seq, type: entry.action.type, reason: outcome.error } };
    const before = room;
    room = outcome.ok;
    applyToBids(bids, { before, after: room, entry });
  }
  return { ok: { ...rowsOf(room), trump_bids: [...bids.values()] } };
}

function isBeginning({ action }: LogEntry): boolean {
  return action.type === 'room.create' || action.type === 'game.import';
}

/** The room after the next entry of a log, or what is wrong with the entry. */
function following(room: Room, entry: LogEntry): { readonly ok: Room } | { readonly error: string } {
  if (entry.seq !== room.version + 1) return { error: `it follows on ${room.version}` };
  if (isBeginning(entry)) return { error: 'the game is there already' };
  return evolve(room, entry);
}

/** Adds the changes of an entry to the bids of all rounds. A room has only the bids of the current round. */
function applyToBids(
  bids: Map<string, TrumpBidRow>,
  { before, after, entry }: { readonly before: Room; readonly after: Room; readonly entry: LogEntry },
): void {
  const { action } = entry;
  if (action.type === 'sheet.replace') bids.clear();
  const exchange = exchangeOf(action);
  if (exchange)
    for (const [id, bid] of bids)
      if (bid.player_id === exchange.from) bids.set(id, { ...bid, player_id: exchange.to });
  for (let number = heldRounds(before); number > heldRounds(after); number -= 1) {
    const dropped = roundId(after.gameId, number);
    for (const [id, bid] of bids) if (bid.round_id === dropped) bids.delete(id);
  }
  const { said, dropped } = bidChanges(before, after);
  for (const id of dropped) bids.delete(id);
  // A bid never changes once it is stored.
  for (const bid of said) if (!bids.has(bid.id)) bids.set(bid.id, bid);
}
