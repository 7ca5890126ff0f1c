import type { Result } from 'ioredis';
import type { RoomCache, RoomCopy } from '../rooms/index.ts';
import { keys, lifetimes } from './keys.ts';
import type { RedisLink } from './link.ts';
import { roomCopyFields } from './room-copy.ts';

/** Writes all keys of a room at once, and deletes empty ones. It never goes back to an older version. */
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

/** Keeps copies of rooms in Redis. */
export function createRoomCache({ redis, send, ask }: RedisLink): RoomCache {
  redis.defineCommand('keepRoom', { numberOfKeys: 4, lua: script });
  return {
    keep(copy) {
      send((commands) => {
        commands.keepRoom(...keepRoomArguments(copy));
        commands.expire(keys.roomSockets(copy.state.code), lifetimes.room);
      });
    },
    forget(codes) {
      if (codes.length === 0) return;
      const copies = codes.flatMap((code) =>
        [keys.room, keys.players, keys.round, keys.bidding].map((key) => key(code)),
      );
      send((commands) => commands.del(...copies));
    },
    async versions(codes) {
      const found = await ask((asked) =>
        Promise.all(codes.map((code) => asked.hget(keys.room(code), 'version'))),
      );
      return codes.map((_, i) => (found?.[i] == null ? null : Number(found[i])));
    },
  };
}

function keepRoomArguments(copy: RoomCopy): (string | number)[] {
  const { code, version } = copy.state;
  return [
    keys.room(code),
    keys.players(code),
    keys.round(code),
    keys.bidding(code),
    version,
    lifetimes.room,
    ...roomCopyFields(copy).map((fields) =>
      JSON.stringify(Object.entries(fields).flatMap(([name, value]) => [name, String(value ?? '')])),
    ),
  ];
}
