import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';
import { startServer } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { connect, Refused } from '../../support/wire.ts';
import { expectFolded } from '../tables.ts';

// Only a server can drop connections.
test.runIf(hasPostgres)(
  'nothing is lost or done twice while a database drops every connection again and again',
  async () => {
    const server = await startServer(testPostgres, { isCutOff: true });
    onTestFinished(() => server.stop());
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(server.db);
    const other = await openDatabase({ databaseUrl: server.databaseUrl ?? '' });
    onTestFinished(other.close);
    const cutOff = () =>
      sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = ${rows[0]?.name} and pid <> pg_backend_pid()`.execute(sqlOf(other.orm));

    const { code, gameId, players } = await sitDown(await fourPlayers(server), { at: 'playing' });
    for (let trick = 0; trick < 13; trick += 1) {
      const player = players[trick % 4] ?? players[0];
      const commandId = randomUUID();
      const cutting = cutOff();
      // A client sends the same command again until it has an answer.
      for (;;) {
        try {
          await player.call('trick.claim', { code, commandId });
          break;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          expect(error.reason).toBe('try_again');
        }
      }
      await cutting;
    }
    expect((await players[0].call('room.state', { code })).state).toMatchObject({ status: 'round_complete' });
    await expectFolded(server.db, gameId);
  },
);

test.runIf(hasPostgres)(
  'a logout that could not be saved has not happened, and can be sent again',
  async () => {
    const server = await startServer(testPostgres, { isCutOff: true });
    onTestFinished(() => server.stop());
    const player = await server.enter(await server.person());
    await sql`alter table sessions rename to hidden`.execute(server.db);
    expect(await player.refused('auth.logout', {})).toBe('internal_error');
    await sql`alter table hidden rename to sessions`.execute(server.db);
    expect(await player.call('auth.logout', {})).toEqual({});
    const { accessToken } = player;
    const thief = await connect(server.url);
    expect(await thief.refused('auth.resume', { accessToken })).toBe('invalid_token');
  },
);
