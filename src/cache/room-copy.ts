import type { RoomCopy } from '../rooms/index.ts';
import { passesSince, type Bid, type Pass } from '../rules/index.ts';

type Fields = Record<string, string | number | null>;

/** A copy as the fields of four keys: the room, its players, its round, and the bids of the round. */
export function roomCopyFields(copy: RoomCopy): readonly Fields[] {
  return [roomFields(copy), playerFields(copy), roundFields(copy), biddingFields(copy)];
}

function roomFields({ state, createdAt, lastActivity }: RoomCopy): Fields {
  return {
    game_id: state.gameId,
    admin_id: state.hostId,
    status: state.status,
    phase: state.round?.phase ?? null,
    created_at: createdAt.toISOString(),
    last_activity: lastActivity.toISOString(),
    version: state.version,
  };
}

function playerFields({ state }: RoomCopy): Fields {
  const players = state.seats.flatMap((player) => {
    if (!player) return [];
    const { seat, userId, displayName, connected } = player;
    const told = {
      user_id: userId,
      display_name: displayName,
      is_admin: userId === state.hostId,
      is_connected: connected,
    };
    return [[String(seat), JSON.stringify(told)]];
  });
  return Object.fromEntries(players) as Fields;
}

function roundFields({ state }: RoomCopy): Fields {
  const { round, seats } = state;
  if (!round) return {};
  return {
    round_number: round.number,
    trump_suit: round.trump?.suit ?? null,
    trump_winner_id: round.trump && userIn(state, round.trump.seat),
    game_type: round.type,
    current_bidder_seat: round.turn,
    consecutive_passes: round.phase === 'trump_bidding' ? passesSince(round.bids) : 0,
    players: JSON.stringify(
      seats.map((player, seat) => ({
        seat,
        user_id: player?.userId ?? null,
        contract_bid: round.contracts[seat],
        tricks_won: round.tricks[seat],
      })),
    ),
    version: state.version,
  };
}

function biddingFields({ state, saidAt }: RoomCopy): Fields {
  const { round } = state;
  if (!round) return {};
  const said = (bid: Bid | Pass) =>
    'pass' in bid
      ? { player_id: userIn(state, bid.seat), is_pass: true }
      : { amount: bid.amount, suit: bid.suit, player_id: userIn(state, bid.seat) };
  return {
    highest_bid: round.highestBid && JSON.stringify(said(round.highestBid)),
    minimum_bid: round.minimumBid,
    bids: JSON.stringify(
      round.bids.map((bid, i) => ({ ...said(bid), time: saidAt[i]?.toISOString() ?? null })),
    ),
    version: state.version,
  };
}

const userIn = ({ seats }: RoomCopy['state'], seat: number) => seats[seat]?.userId ?? null;
