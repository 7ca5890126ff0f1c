import { setTimeout as pause } from 'node:timers/promises';
import type { Blow } from './blow.ts';

export const redisFlushed: Blow = {
  title: 'Redis is flushed',
  strike: async ({ redis }) => redis?.client.flushall(),
};

export const redisFrozen: Blow = {
  title: 'Redis stands still for up to two seconds',
  async strike({ redis }, dice) {
    redis?.freeze();
    await pause(dice.roll() * 2_000);
    redis?.thaw();
  },
};

export const redisRestarted: Blow = {
  title: 'Redis is killed with -9 and started again, empty',
  async strike({ redis }) {
    await redis?.kill();
    await redis?.start();
  },
};

export const redisAbsent: Blow = {
  title: 'Redis is away for three seconds',
  async strike({ redis }) {
    await redis?.kill();
    await pause(3_000);
    await redis?.start();
  },
};

export const cutFromRedis: Blow = {
  title: 'One node cannot reach Redis for up to three seconds, the other one can',
  async strike({ nodes }, dice) {
    const { toRedis } = dice.of(nodes);
    if (dice.chance(0.5)) toRedis?.cut();
    else toRedis?.silence();
    await pause(dice.roll() * 3_000);
    toRedis?.mend();
  },
};
