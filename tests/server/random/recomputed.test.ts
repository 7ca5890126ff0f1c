import fc from 'fast-check';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { markRatings } from '../../../src/storage/derived/pending.ts';
import {
  createRecomputing,
  recompute,
  recomputeRatings,
  type Replay,
} from '../../../src/storage/derived/recompute.ts';
import { beginning } from '../../../src/storage/derived/ratings.ts';
import { fillResults } from '../../../src/storage/derived/results.ts';
import { examine } from '../../../src/storage/doctor/index.ts';
import { tables } from '../../rules/random.ts';
import { serverTest } from '../../support/server-test.ts';
import { lifetime } from '../lifetime.ts';
import { expectFolded } from '../tables.ts';
import { playEvening, type Evening } from './evening.ts';

const plans = fc.sample(tables(80), { numRuns: 8, seed: 20_261_123 });

const onServer = serverTest();

onServer('the correction of an old game changes every number that depends on it', async (server) => {
  const evening = await playEvening(server, plans.slice(0, 4));
  const { players, games, kept } = evening;
  const [oldest] = await inOrder(evening);
  const game = games.find(({ final }) => final.gameId === oldest?.gameId);
  const round = oldest?.rounds.find(({ contracts }) => contracts.some((n) => n > 0 && n < 13));
  if (!game || !round) throw new Error('there is such a game');
  const [a, b, c, d] = round.tricks;
  const tricks = [d, a, b, c] as const;
  await players[0].call('round.correct', { code: game.table.code, round: round.number, tricks });
  expect(await kept()).not.toEqual(expect.arrayContaining([oldest]));
  // The log has the old and the new values, and the person who changed them.
  const { steps } = await players[1].call('game.log', { id: game.final.gameId, after: game.final.version });
  expect(steps[0]?.event).toMatchObject({
    type: 'round.correct',
    actorId: players[0].user.id,
    payload: { round: round.number, tricks, before: { tricks: round.tricks } },
  });
  await expectStatistics(evening);
  await players[0].call('log.undo', { code: game.table.code });
  await expectStatistics(evening);
  await expectFolded(server.db, game.final.gameId);
});

onServer('lost results are made again from the tables, and recomputed in pieces', async (server) => {
  const { db } = server;
  const evening = await playEvening(server, plans);
  const { players } = evening;
  const pages = () =>
    Promise.all(players.map(({ user }) => players[0].call('stats.player', { username: user.username })));
  const board = () => players[0].call('stats.leaderboard', { rules: 'all', groupId: evening.groupId });
  const [before, boardBefore] = [await pages(), await board()];
  await sql`delete from results`.execute(db);
  await sql`update player_stats set rating = 1000, total_games = 0`.execute(db);
  await sql`update groups set total_games = 0`.execute(db);
  await fillResults(db);
  expect((await pages()).map(({ settling }) => settling)).toEqual([true, true, true, true]);
  // Small pages, one at a time, as if there were many games.
  let pieces = 1;
  let begun: Replay | null = null;
  while ((begun = await recomputeRatings(db, { begun, pageSize: 2 }))) pieces += 1;
  expect(pieces).toBeGreaterThan(3);
  const recomputePiece = createRecomputing(db);
  while (await recomputePiece());
  expect([await pages(), await board()]).toEqual([before, boardBefore]);
  expect(await recomputePiece()).toBe(false);
  expect((await examine(db, { repair: false, progress: () => undefined })).differences).toEqual([]);
});

onServer('recomputing goes on where it was interrupted', async (server) => {
  const { db } = server;
  const evening = await playEvening(server, plans.slice(0, 4));
  const [, second] = await inOrder(evening);
  if (!second?.endedAt) throw new Error('there are finished games');
  await sql`
    update game_ratings set ratings[1] = 2
    where ended_at >= ${second.endedAt}::timestamptz`.execute(db);
  await markRatings(db, { endedAt: new Date(second.endedAt), gameId: second.gameId });
  const recomputePiece = createRecomputing(db);
  while (await recomputePiece());
  await expectStatistics(evening);
});

onServer('a replay that was overtaken by a correction begins again', async (server) => {
  const { db } = server;
  const evening = await playEvening(server, plans.slice(0, 4));
  const [oldest] = await inOrder(evening);
  if (!oldest?.endedAt) throw new Error('there are finished games');
  const { gameId } = oldest;
  await sql`update game_ratings set scores = '{0,0,0,0}' where game_id = ${gameId}::uuid`.execute(db);
  await markRatings(db, { endedAt: new Date(oldest.endedAt), gameId });
  let begun = await recomputeRatings(db, { pageSize: 1 });
  await recompute(db, { userIds: [], gameIds: [gameId] });
  // Another node recomputes as much as the replay had: it is at the same game now, with other ratings.
  await recomputeRatings(db, { pageSize: 1 });
  while ((begun = await recomputeRatings(db, { begun, pageSize: 1 })));
  await expectStatistics(evening);
});

onServer('several nodes take turns at recomputing', async (server) => {
  const { db } = server;
  const evening = await playEvening(server, plans);
  await sql`update game_ratings set ratings = null`.execute(db);
  await sql`update player_stats set rating = 1000`.execute(db);
  await markRatings(db, beginning);
  const nodes: (Replay | null)[] = [null, null];
  for (let isMore = true, turn = 0; isMore; turn = 1 - turn) {
    const begun = await recomputeRatings(db, { begun: nodes[turn] ?? null, pageSize: 2 });
    nodes[turn] = begun;
    isMore = begun !== null;
  }
  await expectStatistics(evening);
});

/** The games with a round, in the order in which they ended. */
async function inOrder({ counted }: Evening) {
  return (await counted()).toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1));
}

/** Checks the statistics of the four players against their games. */
async function expectStatistics({ players, kept }: Evening): Promise<void> {
  const games = await kept();
  for (const { user } of players)
    expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
      lifetime(user.id, games),
    );
}
