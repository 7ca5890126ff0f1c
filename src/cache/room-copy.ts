import type { Redis, Result } from 'ioredis';
import type { RoomCopy } from '../rooms/index.ts';
import { passesSince, type Bid, type Pass } from '../rules/index.ts';
import { keys, lifetimes } from './keys.ts';

type Fields = Record<string, string | number | null>;

/** All keys of a room at once, and never back to an older version; a part that is empty is taken away. */
const script = `
local known = redis.call('HGET', KEYS[1], 'version')
if known and tonumber(known) > tonumber(ARGV[1]) then return 0 end
for i, key in ipairs(KEYS) do
  redis.call('DEL', key)
  local fields = cjson.decode(ARGV[i + 2])
  if #fields > 0 then
    redis.call('HSET', key, unpack(fields))
    redis.call('EXPIRE', key, ARGV[2])
  end
end
return 1`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    keepRoom(...args: (string | number)[]): Result<number, Context>;
  }
}

/** Teaches a connection to write copies of rooms, as one command. */
export function defineKeepRoom(redis: Redis): void {
  redis.defineCommand('keepRoom', { numberOfKeys: 4, lua: script });
}

/** What that command takes for a copy. */
export function keepRoomArguments(copy: RoomCopy): (string | number)[] {
  const { code, version } = copy.state;
  const parts = [roomFields(copy), playerFields(copy), roundFields(copy), biddingFields(copy)];
  return [
    keys.room(code),
    keys.players(code),
    keys.round(code),
    keys.bidding(code),
    version,
    lifetimes.room,
    ...parts.map((fields) =>
      JSON.stringify(Object.entries(fields).flatMap(([name, value]) => [name, String(value ?? '')])),
    ),
  ];
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
