/** All keys, with the names of section 10.2 of the schema design. In Redis each begins with a prefix, as channels do. */
export const keys = {
  /** A string: the user id. */
  refreshToken: (hash: string) => `refresh_token:${hash}`,
  /** A string: 1. */
  revoked: (jti: string) => `blacklist:jwt:${jti}`,
  /** A hash: last_active, current_room, socket_id. */
  session: (userId: string) => `session:${userId}`,
  /** A hash: game_id, admin_id, status, phase, created_at, last_activity, version. */
  room: (code: string) => `room:${code}`,
  /** A hash from seat to JSON. */
  players: (code: string) => `room:${code}:players`,
  /** A hash, and a field of JSON for the players. */
  round: (code: string) => `room:${code}:round`,
  /** A hash, with fields of JSON for the bids. */
  bidding: (code: string) => `room:${code}:bidding`,
  /** A hash: user_id, room_code, connected_at. */
  socket: (id: string) => `ws:socket:${id}`,
  /** A string: the id of the user’s socket. */
  userSocket: (userId: string) => `ws:user:${userId}`,
  /** A set of socket ids. */
  roomSockets: (code: string) => `ws:room:${code}`,
  /** A hash: room_code, seat_position, disconnected_at. */
  reconnect: (userId: string) => `reconnect:${userId}`,
  /** The prefix, then the counted user or address, then the time window. A string: the count. */
  limit: (prefix: string) => `ratelimit:${prefix}`,
} as const;

export const channels = {
  room: (code: string) => `room:${code}`,
  user: (id: string) => `user:${id}`,
  broadcast: 'admin:broadcast',
} as const;

/** How long an unused key is kept, in seconds. */
export const lifetimes = {
  session: 24 * 60 * 60,
  room: 24 * 60 * 60,
  socket: 10 * 60,
} as const;

/** Whole seconds until a moment; at least one, because Redis takes no less. */
export function secondsUntil(moment: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - Date.now()) / 1000));
}
