import { randomBytes, randomUUID } from 'node:crypto';
import type { Cache } from '../../src/cache/index.ts';
import { defaultLimits, type LimitTable } from '../../src/config/limits.ts';
import type { LogEntry, RoomCopy } from '../../src/rooms/index.ts';
import { eventually } from '../support/redis.ts';
import { gameAfter, moments, roomOf } from '../tui/states.ts';

const plenty = { points: 100, seconds: 3600 };
export const limits: LimitTable = {
  ...defaultLimits,
  login: { points: 2, seconds: 3600 },
  create: plenty,
  join: { points: 2, seconds: 3600 },
};

export const newCode = () => randomBytes(3).toString('hex').toUpperCase();

/** A copy of a room in the middle of an auction. */
export function copyOf(code: string, version: number, moment: keyof typeof moments = 'auction'): RoomCopy {
  const state = { ...roomOf(gameAfter(moments[moment])), code, version };
  const at = new Date('2026-01-15T10:00:00Z');
  return { state, createdAt: at, lastActivity: at, saidAt: state.round?.bids.map(() => at) ?? [] };
}

export const entry = (seq: number): LogEntry => ({
  seq,
  action: { type: 'auction.pass', seat: 1 },
  actorId: randomUUID(),
  seat: 1,
  commandId: randomUUID(),
  at: new Date('2026-01-15T10:00:00.123Z'),
});

/** Resolves when one cache has heard everything that the other has told until now. */
export async function untilHeard(here: Cache, there: Cache): Promise<void> {
  const code = newCode();
  let heard = false;
  const stop = there.roomNews.follow(code, () => (heard = true));
  await eventually(() => {
    here.roomNews.tell(code, { entry: entry(1) });
    return heard;
  });
  stop();
}
