import { setTimeout as pause } from 'node:timers/promises';
import type { Blow } from './blow.ts';

export const sessionsEnded: Blow = {
  title: 'PostgreSQL ends all sessions of the nodes',
  strike: ({ postgres }) => postgres.endSessions(),
};

export const postgresRestarted: Blow = {
  title: 'PostgreSQL is restarted',
  async strike({ postgres }) {
    await postgres.stop('fast');
    await postgres.start();
  },
};

export const postgresCrashed: Blow = {
  title: 'PostgreSQL ends without a goodbye, in the middle of commits, and recovers',
  async strike({ postgres }) {
    await postgres.stop('immediate');
    await postgres.start();
  },
};

export const answersLost: Blow = {
  title:
    'A node loses its connections to PostgreSQL after a statement and before the answer, so that a commit is unclear',
  async strike({ nodes }, dice) {
    await dice.of(nodes).toDatabase.loseAnswers(dice.between(1, 3));
  },
};

export const cutFromPostgres: Blow = {
  title: 'One node cannot reach PostgreSQL for up to three seconds, the other one can',
  async strike({ nodes }, dice) {
    const { toDatabase } = dice.of(nodes);
    toDatabase.cut();
    await pause(dice.roll() * 3_000);
    toDatabase.mend();
  },
};

export const postgresSilent: Blow = {
  title: 'PostgreSQL can be reached by a node and does not answer, for 12 seconds',
  async strike({ nodes }, dice) {
    const { toDatabase } = dice.of(nodes);
    toDatabase.silence();
    await pause(12_000);
    // PostgreSQL must hear which of its sessions the node has given up, or it has soon too many of them.
    toDatabase.mend('late');
  },
};

export const postgresReadOnly: Blow = {
  title: 'PostgreSQL takes no writes for up to three seconds, as after a fail-over',
  async strike({ postgres }, dice) {
    await postgres.query('alter system set default_transaction_read_only = on');
    await postgres.query('select pg_reload_conf()');
    await pause(dice.roll() * 3_000);
    await postgres.query('alter system reset default_transaction_read_only');
    await postgres.query('select pg_reload_conf()');
  },
};
