import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { evolve, foldLog, type LogEntry } from '../../../src/rooms/index.ts';
import { commitLocked } from '../../../src/storage/log/commit.ts';
import { readLogs } from '../../../src/storage/log/entries.ts';
import { lockDerived } from '../../../src/storage/derived/pending.ts';
import type { Db } from '../../../src/storage/schema/db.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';
import { startServer, type TestOptions } from '../../support/server.ts';
import { enter, openClub } from './claiming.ts';

async function start(options?: Pick<TestOptions, 'isCutOff'>) {
  const server = await startServer(testPostgres, options);
  onTestFinished(server.stop);
  return server;
}

const patience = { timeout: 10_000 };

/** Waits until a statement of another connection waits for a lock. */
const somebodyWaits = (db: Db) =>
  vi.waitFor(async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    expect(rows).not.toEqual([]);
  }, patience);

/** Gives the last seat of a lobby to a guest, as another node does it. The caller has locked the game. */
async function seatGuest(db: Db, gameId: string, userId: string): Promise<void> {
  const before = foldLog(gameId, (await readLogs(db, [gameId])).get(gameId) ?? []);
  const entry: LogEntry = {
    seq: before.version + 1,
    action: { type: 'room.addGuest', seat: 3, userId, displayName: 'Amir' },
    actorId: before.hostId,
    seat: 3,
    commandId: null,
    at: new Date(before.lastEntryAt.getTime() + 1),
  };
  const after = evolve(before, entry);
  if ('error' in after) throw new Error(after.error);
  await commitLocked(db, [{ before, after: after.ok, entry }]);
}

test.runIf(hasPostgres)(
  'a guest who sits down on another node meanwhile is handed over with that game',
  async () => {
    const server = await start();
    const { host, playGame } = await openClub(server);
    const { code } = await playGame(2, 'Amir', 'Gil', 'Tamar');
    const lobby = await host.call('room.create', {});
    const amir = await enter(server, 'Amir');
    const offer = { id: code, displayName: 'Amir', username: amir.user.username };
    const { claimId, claimed } = await host.call('claim.offer', offer);

    const approving = await server.db.transaction().execute(async (trx) => {
      await seatGuest(trx, lobby.gameId, claimed.id);
      const answer = amir.call('claim.approve', { claimId });
      await somebodyWaits(server.db);
      // A game that ends in the same transaction is counted.
      await lockDerived(trx);
      return { answer };
    });
    expect(await approving.answer).toEqual({ games: 2 });
    const { state } = await amir.call('room.join', { code: lobby.code });
    expect(state.seats[3]).toMatchObject({ userId: amir.user.id, guest: false });
  },
);

test.runIf(hasPostgres)(
  'an account is handed over while a guest of it, who becomes another one, is at a table',
  async () => {
    const server = await start();
    const [theirs, ours] = [await openClub(server), await openClub(server)];
    const first = await theirs.playGame(1, 'Tamar', 'Gil', 'Noa');
    const second = await ours.playGame(1, 'Amir', 'Gil', 'Rivka');
    // The guest stays at a table that the account has left.
    const heir = await enter(server, 'Rut');
    const { code, gameId } = await theirs.host.call('room.create', {});
    await theirs.host.call('room.addGuest', { code, displayName: 'Gil' });
    await heir.call('room.join', { code });
    await theirs.host.call('room.transferHost', { code, userId: heir.user.id });
    await theirs.host.call('room.leave', { code });
    const { claimId } = await ours.host.call('claim.account', { username: theirs.host.user.username });

    const approving = await server.db.transaction().execute(async (trx) => {
      await sql`select id from games where id = ${gameId}::uuid for update`.execute(trx);
      const answer = theirs.host.call('claim.approve', { claimId });
      await somebodyWaits(server.db);
      await lockDerived(trx);
      return { answer };
    });
    expect(await approving.answer).toEqual({ games: 1 });
    const gilIn = async (id: string) =>
      (await ours.host.call('game.get', { id })).players.find(({ displayName }) => displayName === 'Gil');
    expect(await gilIn(first.code)).toEqual(await gilIn(second.code));
  },
);

test.runIf(hasPostgres)(
  'a guest who is handed over before the host seats them is asked for again',
  async () => {
    // A save that fails is reported.
    const server = await start({ isCutOff: true });
    const { host, playGame } = await openClub(server);
    const { code: played } = await playGame(1, 'Amir', 'Gil', 'Tamar');
    const { code, gameId } = await host.call('room.create', {});
    const amir = await enter(server, 'Amir');
    const { claimId, claimed } = await amir.call('claim.guest', { id: played, displayName: 'Amir' });
    const deputy = await server.enter(await server.anotherSession(host));

    const seating = await server.db.transaction().execute(async (trx) => {
      await sql`select id from games where id = ${gameId}::uuid for update`.execute(trx);
      const answers = Promise.all([
        host.refused('room.addGuest', { code, displayName: 'Amir' }),
        somebodyWaits(server.db).then(() => deputy.call('claim.approve', { claimId })),
      ]);
      await vi.waitFor(async () => {
        const { rows } = await sql`select 1 from users where id = ${claimed.id}::uuid`.execute(server.db);
        expect(rows).toEqual([]);
      }, patience);
      return { answers };
    });
    expect(await seating.answers).toEqual(['try_again', { games: 1 }]);
    const { state } = await host.call('room.addGuest', { code, displayName: 'Amir' });
    expect(state.seats[1]).toMatchObject({ displayName: 'Amir', guest: true });
  },
);
