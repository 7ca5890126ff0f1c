import type { Room } from '../../rooms/index.ts';
import type { Bid, Pass } from '../../rules/index.ts';
import { bidId, roundId } from './ids.ts';
import { isOver, type TrumpBidRow } from './rows.ts';

/** The bids of a game that an entry of the log adds and removes. */
export interface BidChanges {
  readonly said: readonly TrumpBidRow[];
  /** Ids of bids that were taken back or thrown in. */
  readonly dropped: readonly string[];
}

const nothing: BidChanges = { said: [], dropped: [] };

/**
 * The bids that the round on the table has gained and lost. Bids are added and taken back only at the end of
 * the auction, or all are thrown in together. A bid never changes once it is stored.
 */
export function bidChanges(before: Room, after: Room): BidChanges {
  const { round } = after.timeline.game;
  if (!round || isOver(after)) return nothing;
  const was = before.timeline.game.round;
  const old = was?.number === round.number && !isOver(before) ? was.bids : [];
  if (old === round.bids) return nothing;
  const id = roundId(after.gameId, round.number);
  const kept = round.bids.filter((bid, i) => bid === old[i]).length;
  return {
    said: round.bids.slice(kept).map((bid, i) => bidRow(after, { id, index: kept + i, bid })),
    dropped: old.slice(kept).map((_, i) => bidId(id, kept + i)),
  };
}

function bidRow(room: Room, said: { id: string; index: number; bid: Bid | Pass }): TrumpBidRow {
  const { id, index, bid } = said;
  const player = room.seats[bid.seat];
  const bids = room.timeline.game.round?.bids.length ?? 0;
  if (!player) throw new Error(`nobody sits in seat ${bid.seat} of game ${room.gameId}`);
  const isPass = 'pass' in bid;
  return {
    id: bidId(id, index),
    round_id: id,
    player_id: player.userId,
    amount: isPass ? 0 : bid.amount,
    suit: isPass ? null : bid.suit,
    is_pass: isPass,
    // An undo can bring back a whole auction. Its last bid gets the time of the undo; later bids come after.
    created_at: new Date(room.lastEntryAt.getTime() - (bids - 1 - index)),
  };
}
