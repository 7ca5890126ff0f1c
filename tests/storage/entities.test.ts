import { OptimisticLockError, type EntityManager } from '@mikro-orm/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultProfile } from '../../src/rules/index.ts';
import { Game, PlayerStats, Round, TrumpBid, User } from '../../src/storage/schema/index.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { testDatabases, type OpenTestDatabase } from '../support/database.ts';

/** A game with one bid, and the statistics of the bidder. */
async function makeGame(em: EntityManager): Promise<{ gameId: string; roundId: string }> {
  const dana = em.create(User, {
    username: 'dana',
    usernameFolded: 'dana',
    email: 'dana@example.org',
    passwordHash: 'hash',
    displayName: 'דנה',
    displayNameFolded: 'דנה',
  });
  const game = em.create(Game, {
    roomCode: 'ABC123',
    admin: dana,
    length: { rounds: 12 },
    rules: defaultProfile,
    startingScores: [10, 0, -20, 0],
  });
  const round = em.create(Round, { game, roundNumber: 1, trumpWinner: dana, trumpSuit: 'no_trump' });
  em.create(TrumpBid, { round, player: dana, amount: 5, suit: 'no_trump' });
  em.create(PlayerStats, { user: dana, totalGames: 3, suitWins: { hearts: 2 }, recentForm: ['W', 'L'] });
  await em.flush();
  return { gameId: game.id, roundId: round.id };
}

describe.each(testDatabases)('on $name', ({ open }) => {
  let database: OpenTestDatabase;
  let gameId: string;
  let roundId: string;
  const fork = () => database.orm.em.fork();

  beforeAll(async () => {
    database = await open();
    ({ gameId, roundId } = await makeGame(fork()));
  });
  afterAll(() => database.close());

  test('stored rows are read back, with the defaults of the database', async () => {
    const game = await fork().findOneOrFail(Game, gameId, { populate: ['admin'] });
    expect(game).toMatchObject({
      roomCode: 'ABC123',
      admin: { username: 'dana', displayName: 'דנה', isActive: true, preferences: {}, guestOf: null },
      group: null,
      status: 'waiting',
      currentRoundNumber: 0,
      version: 1,
      endedAt: null,
      winner: null,
      rules: defaultProfile,
      length: { rounds: 12 },
      startingScores: [10, 0, -20, 0],
    });
    expect(game.createdAt).toBeInstanceOf(Date);
    const bid = await fork().findOneOrFail(TrumpBid, { round: roundId }, { populate: ['round'] });
    expect(bid).toMatchObject({
      isPass: false,
      round: { phase: 'trump_bidding', minimumBid: 5, version: 1 },
    });
  });

  type Em = ReturnType<typeof fork>;
  type Versioned = Pick<Game, 'version' | 'createdAt' | 'updatedAt'>;
  test.each<[string, (em: Em) => Promise<Versioned>]>([
    ['game', (em) => em.findOneOrFail(Game, gameId)],
    ['round', (em) => em.findOneOrFail(Round, roundId)],
  ])('the second of two concurrent edits of a %s is refused', async (_, find) => {
    const [one, other] = [fork(), fork()];
    const first = await find(one);
    const second = await find(other);
    const before = first.updatedAt;
    first.createdAt = new Date(1);
    second.createdAt = new Date(2);
    await one.flush();
    await expect(other.flush()).rejects.toThrow(OptimisticLockError);
    expect(await find(fork())).toMatchObject({ version: 2, createdAt: new Date(1) });
    expect(first.updatedAt.getTime()).toBeGreaterThan(before.getTime());
  });

  test('numbers of statistics are read back unchanged', async () => {
    const stats = await fork().findOneOrFail(PlayerStats, { user: { username: 'dana' } });
    expect(stats).toMatchObject({ suitWins: { hearts: 2 }, recentForm: ['W', 'L'] });
  });

  test('SQL beside the ORM gives the same values on every database', async () => {
    const moment = new Date('2026-01-15T10:00:00.123Z');
    const { rows } = await sql`
      select ${moment}::timestamptz as moment, count(*) as count, sum(current_round_number) as sum,
        ${JSON.stringify([1, { a: null }])}::jsonb as json, ${'a?b'}::text as text, ${gameId}::uuid as id
      from games`.execute(sqlOf(database.orm));
    expect(rows).toEqual([{ moment, count: 1, sum: 0, json: [1, { a: null }], text: 'a?b', id: gameId }]);
  });
});
