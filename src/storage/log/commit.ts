import { sql } from 'kysely';
import type { Commit } from '../../rooms/index.ts';
import { isMissingReference } from '../database/conflict.ts';
import { MovedOn } from '../database/transaction.ts';
import { recompute } from '../derived/recompute.ts';
import { changesOf, type Changes } from '../projection/changes.ts';
import { makeRoom, movingGames, ofMoved, saveSeats, turnParts } from '../projection/save.ts';
import type { Db, Row } from '../schema/db.ts';
import { asJson, preparedMark } from '../schema/rows.ts';
import { appending } from './append.ts';
import { eventRow } from './entries.ts';

/** One game in a commit: an entry of its log, and the changes that it makes to the tables. */
interface Writing {
  readonly event: Row<'game_events'>;
  readonly changes: Changes;
}

/**
 * Saves the changes of several rooms in one transaction. Says for each change whether its room was still at
 * the version it was decided on. Turns of the game take one statement for all rooms. Only changes of seats or
 * results take more.
 */
export async function commitRooms(db: Db, commits: readonly Commit[]): Promise<('saved' | 'moved_on')[]> {
  const writing = commits.map(writingOf);
  const saving = writing.some(isRare)
    ? db.transaction().execute((trx) => saveAll(trx, writing))
    : saveTurns(db, writing);
  const saved = await saving.catch(sayGone);
  return writing.map(({ changes }) => (saved.has(changes.gameId) ? 'saved' : 'moved_on'));
}

/** A change may name a guest whose games somebody else has taken over in the meantime. */
function sayGone(error: unknown): never {
  if (isMissingReference(error)) throw new MovedOn('somebody is gone in the meantime', { cause: error });
  throw error;
}

/**
 * Saves changes of games that this transaction has locked. The caller must recompute the results.
 */
export async function commitLocked(db: Db, commits: readonly Commit[]): Promise<void> {
  const writing = commits.map(writingOf);
  const saved = await saveRooms(db, writing);
  if (saved.size < commits.length) throw new Error('a game has moved on although it was locked');
}

function writingOf(commit: Commit): Writing {
  return { event: eventRow(commit.after.gameId, commit.entry), changes: changesOf(commit) };
}

function isRare({ changes }: Writing): boolean {
  const { gamePlayers, relinedRounds, startsOver, claimed, resultOf } = changes;
  return (
    gamePlayers !== null || relinedRounds.length > 0 || startsOver || claimed !== null || resultOf.length > 0
  );
}

async function saveAll(db: Db, writing: readonly Writing[]): Promise<ReadonlySet<string>> {
  const saved = await saveRooms(db, writing);
  const results = writing.flatMap(({ changes }) =>
    changes.resultOf.length > 0 && saved.has(changes.gameId) ? changes : [],
  );
  if (results.length > 0)
    await recompute(db, {
      userIds: [...new Set(results.flatMap(({ resultOf }) => resultOf))],
      gameIds: results.map(({ gameId }) => gameId),
    });
  return saved;
}

async function saveRooms(db: Db, writing: readonly Writing[]): Promise<ReadonlySet<string>> {
  const unmoved = await lockUnmoved(db, writing);
  const free = writing.filter(({ changes }) => unmoved.has(changes.gameId));
  const changes = free.map((one) => one.changes);
  await makeRoom(db, changes);
  const saved = await saveTurns(db, free);
  await saveSeats(db, changes);
  return saved;
}

/** Locks the games that nobody else has changed meanwhile, until the transaction ends. */
async function lockUnmoved(db: Db, writing: readonly Writing[]): Promise<ReadonlySet<string>> {
  const games = writing.map(({ changes: { gameId: id, before } }) => ({ id, before }));
  const { rows } = await sql<{ id: string }>`
    select g.id from games g
    join json_to_recordset(${asJson(games)}) as c (id uuid, before integer) on g.id = c.id and g.version = c.before
    order by g.id for update of g`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Saves a turn of each game with one statement. Outside a transaction, the statement is its own transaction.
 * `moved` has the games that were still at the version their change was decided on; only these are written.
 */
async function saveTurns(db: Db, writing: readonly Writing[]): Promise<ReadonlySet<string>> {
  if (writing.length === 0) return new Set();
  const changes = writing.map((one) => one.changes);
  const events = writing.map(({ event }) => event);
  const logged = ofMoved(
    'game_events',
    events.map((row) => ({ gameId: row.game_id, row })),
  );
  const parts = [
    sql`moved as (${movingGames(changes)})`,
    sql`logged as (${appending(events, logged)})`,
    ...turnParts(changes),
  ];
  const { rows } = await sql<{
    id: string;
  }>`${sql.raw(preparedMark)} with ${sql.join(parts)} select id from moved`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
