import { sql } from 'kysely';
import {
  departure,
  evolve,
  foldLog,
  nameApart,
  renamed,
  type Commit,
  type LogEntry,
} from '../../rooms/index.ts';
import { lockDerived } from '../derived/pending.ts';
import { recompute } from '../derived/recompute.ts';
import { changesOf } from '../projection/changes.ts';
import type { Db } from '../schema/db.ts';
import { rewrite, type Logged } from './append.ts';
import { commitLocked } from './commit.ts';
import { readLogs } from './entries.ts';
import { gamesAtOnce, gamesMentioning, gamesOf, lockGames, lockPeople } from './lock-games.ts';

/** A user who leaves for good, and the name that stands for them from now on. */
interface Departing {
  readonly userId: string;
  readonly neutral: string;
}

/**
 * Takes a user out of all games: the name goes, also from earlier entries of the logs, and nobody can come
 * back to the seat. Results and ratings stay, because the others played against somebody; only the user's own
 * counters go. Returns the codes
 * of the rooms whose logs have changed. Call it inside a transaction, for an account that is closed already.
 */
export async function departFromGames(db: Db, user: Departing): Promise<string[]> {
  const { userId } = user;
  const departing = sql`${userId}::uuid`;
  const games = await lockGames(db, sql`${gamesOf(departing)} union ${gamesMentioning(userId)}`);
  await lockPeople(db, departing, games);
  const codes: string[] = [];
  const ended: Commit[] = [];
  for (let start = 0; start < games.length; start += gamesAtOnce) {
    const logs = await readLogs(db, games.slice(start, start + gamesAtOnce));
    const left = [...logs].map(([gameId, log]) => leaving(gameId, log, user));
    await rewrite(
      db,
      left.flatMap(({ rewritten }) => rewritten),
    );
    const commits = left.flatMap(({ commit }) => commit ?? []);
    await commitLocked(db, commits);
    codes.push(
      ...left.flatMap(({ code, rewritten, commit }) => (commit || rewritten.length > 0 ? code : [])),
    );
    ended.push(...commits.filter((commit) => changesOf(commit).resultOf.length > 0));
  }
  await lockDerived(db);
  if (ended.length > 0)
    await recompute(db, {
      userIds: [...new Set(ended.flatMap((commit) => changesOf(commit).resultOf))],
      gameIds: ended.map(({ after }) => after.gameId),
    });
  for (const table of ['presences', 'player_stats', 'profile_stats'] as const)
    await db.deleteFrom(table).where('user_id', '=', userId).execute();
  return codes;
}

/** The entries of a log that name the user otherwise now, and the change of a game that the user is still in. */
function leaving(
  gameId: string,
  log: readonly LogEntry[],
  { userId, neutral }: Departing,
): { readonly code: string; readonly rewritten: readonly Logged[]; readonly commit: Commit | null } {
  const name = nameApart(neutral, foldLog(gameId, log), userId);
  const nameless = renamed(log, userId, name);
  const rewritten = nameless.flatMap((entry, i) => (entry === log[i] ? [] : { gameId, entry }));
  const before = foldLog(gameId, nameless);
  const { code } = before;
  const entry = departure(before, userId, name);
  if (!entry) return { code, rewritten, commit: null };
  const after = evolve(before, entry);
  if ('error' in after) throw new Error(`nobody can leave game ${gameId}: ${after.error}`);
  return { code, rewritten, commit: { before, after: after.ok, entry } };
}
