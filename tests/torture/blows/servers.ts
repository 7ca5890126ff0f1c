import { setTimeout as pause } from 'node:timers/promises';
import type { Blow } from './blow.ts';

export const killed: Blow = {
  title: 'A node is killed with -9',
  async strike({ nodes }, dice) {
    const { server } = dice.of(nodes);
    await server.end('SIGKILL');
    await pause(dice.roll() * 300);
    await server.start();
  },
};

export const stopped: Blow = {
  title: 'A node is stopped with SIGTERM and started again',
  async strike({ nodes }, dice) {
    const { server } = dice.of(nodes);
    await server.end('SIGTERM');
    await server.start();
  },
};

export const blocked: Blow = {
  title: 'The event loop of a node stands still for three seconds',
  async strike({ nodes }, dice) {
    const { server } = dice.of(nodes);
    server.signal('SIGSTOP');
    await pause(3_000);
    server.signal('SIGCONT');
  },
};

const tenMinutes = 600_000; // ms

/** Node runs this first. */
const withClock = (error: number) =>
  `--import=data:text/javascript,${encodeURIComponent(`
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...parts) { parts.length > 0 ? super(...parts) : super(Right.now() + ${error}); }
      static now() { return Right.now() + ${error}; }
    };`)}`;

export const wrongClock: Blow = {
  title: 'The clock of a node is ten minutes wrong, ahead or behind',
  async strike({ nodes }, dice) {
    const { server } = dice.of(nodes);
    await server.end('SIGTERM');
    await server.start([withClock(dice.of([tenMinutes, -tenMinutes]))]);
    await pause(500);
    await server.end('SIGTERM');
    await server.start();
  },
};
