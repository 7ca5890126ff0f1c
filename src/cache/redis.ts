import { randomUUID } from 'node:crypto';
import type { LimitTable } from '../config/limits.ts';
import type { Cache } from './cache.ts';
import { createChannels } from './channels.ts';
import { keys, lifetimes, secondsUntil } from './keys.ts';
import { createLimits } from './limits.ts';
import { openLink } from './link.ts';
import { defineKeepRoom, keepRoomArguments } from './room-copy.ts';

export interface RedisCacheOptions {
  readonly url: string;
  readonly limits: LimitTable | null;
  /** How long a player who has gone is waited for. */
  readonly graceSeconds: number;
}

/** The cache in a Redis that several nodes share. It need not be there: what is lost is as if it had never been said. */
export function openRedisCache({ url, limits, graceSeconds }: RedisCacheOptions): Cache {
  const link = openLink(url);
  const { send, ask, isUp, onReturn, close, redis } = link;
  defineKeepRoom(redis);

  return {
    ...createChannels(link, randomUUID()),
    rooms: {
      keep(copy) {
        send((commands) => {
          commands.keepRoom(...keepRoomArguments(copy));
          commands.expire(keys.roomSockets(copy.state.code), lifetimes.room);
        });
      },
      async versions(codes) {
        const found = await ask((asked) =>
          Promise.all(codes.map((code) => asked.hget(keys.room(code), 'version'))),
        );
        return codes.map((_, i) => (found?.[i] == null ? null : Number(found[i])));
      },
    },
    whereabouts: {
      online({ id, userId }, at) {
        send((commands) => {
          commands
            .hset(keys.socket(id), { user_id: userId, room_code: '', connected_at: at.toISOString() })
            .expire(keys.socket(id), lifetimes.socket)
            .set(keys.userSocket(userId), id, 'EX', lifetimes.socket)
            .hset(keys.session(userId), { last_active: at.toISOString(), current_room: '', socket_id: id })
            .expire(keys.session(userId), lifetimes.session);
        });
      },
      offline: ({ id }) => send((commands) => commands.del(keys.socket(id))),
      alive(terminals) {
        send((commands) => {
          for (const { id, userId } of terminals) {
            commands
              .expire(keys.socket(id), lifetimes.socket)
              .expire(keys.userSocket(userId), lifetimes.socket);
          }
        });
      },
      entered({ id, userId }, code, at) {
        send((commands) => {
          commands
            .hset(keys.socket(id), { user_id: userId, room_code: code })
            .hsetnx(keys.socket(id), 'connected_at', at.toISOString())
            .expire(keys.socket(id), lifetimes.socket)
            .sadd(keys.roomSockets(code), id)
            .expire(keys.roomSockets(code), lifetimes.room)
            .hset(keys.session(userId), { last_active: at.toISOString(), current_room: code, socket_id: id })
            .expire(keys.session(userId), lifetimes.session)
            .del(keys.reconnect(userId));
        });
      },
      active({ id, userId }, code, at) {
        send((commands) => {
          commands
            .hset(keys.session(userId), { last_active: at.toISOString(), current_room: code, socket_id: id })
            .expire(keys.session(userId), lifetimes.session);
        });
      },
      left({ id, userId }, code) {
        send((commands) => {
          commands
            .srem(keys.roomSockets(code), id)
            .hset(keys.session(userId), 'current_room', '')
            .expire(keys.session(userId), lifetimes.session);
        });
      },
      awaited(userId, { code, seat, since }) {
        send((commands) => {
          commands
            .hset(keys.reconnect(userId), {
              room_code: code,
              seat_position: seat,
              disconnected_at: since.toISOString(),
            })
            .expire(keys.reconnect(userId), Math.max(1, Math.round(graceSeconds)));
        });
      },
    },
    sessions: {
      refreshed({ userId, refreshHash, expiresAt, replaces }) {
        send((commands) => {
          commands.set(keys.refreshToken(refreshHash), userId, 'EX', secondsUntil(expiresAt));
          if (replaces !== null) commands.del(keys.refreshToken(replaces));
        });
      },
      revoked({ jti, expiresAt, refreshHash }) {
        send((commands) => {
          commands.set(keys.revoked(jti), '1', 'EX', secondsUntil(expiresAt));
          if (refreshHash !== null) commands.del(keys.refreshToken(refreshHash));
        });
      },
      isRevoked: async (jti) => (await ask((asked) => asked.exists(keys.revoked(jti)))) === 1,
    },
    limits: createLimits(limits, { redis, isUp }),
    isUp,
    onReturn,
    close,
  };
}
