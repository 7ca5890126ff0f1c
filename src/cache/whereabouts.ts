import type { Whereabouts } from '../rooms/index.ts';
import { keys, lifetimes } from './keys.ts';
import type { RedisLink } from './link.ts';

/** Writes the sockets of all users, and the room each is in, to Redis. */
export function createWhereabouts({ send }: RedisLink, graceSeconds: number): Whereabouts {
  return {
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
  };
}
