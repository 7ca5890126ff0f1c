import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { asJson } from '../schema/rows.ts';

interface Forgotten {
  readonly userId: string;
  /** The name that stands for the user from now on. */
  readonly neutral: string;
  /** The command of the user that deletes the account. */
  readonly except: string | undefined;
}

interface Answer {
  readonly sender_id: string;
  readonly id: string;
  readonly answer: unknown;
}

/** Stored answers of commands no longer name a user: their own are deleted, and those of others are changed. */
export async function forgetAnswers(db: Db, { userId, neutral, except }: Forgotten): Promise<void> {
  await db
    .deleteFrom('commands')
    .where('sender_id', '=', userId)
    .$if(except !== undefined, (own) => own.where('id', '<>', except ?? ''))
    .execute();
  const { rows } = await sql<Answer>`
    select sender_id, id, answer from commands where answer::text like ${`%${userId}%`}`.execute(db);
  const others = rows.map((row) => ({ ...row, answer: nameless(row.answer, userId, neutral) }));
  await sql`
    update commands c set answer = n.answer
    from json_to_recordset(${asJson(others)}) as n (sender_id uuid, id uuid, answer jsonb)
    where c.sender_id = n.sender_id and c.id = n.id`.execute(db);
}

/** A value in which every object that is about a user has other names. */
function nameless(value: unknown, userId: string, neutral: string): unknown {
  if (Array.isArray(value)) return value.map((part: unknown) => nameless(part, userId, neutral));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, nameless(part, userId, neutral)] as const);
  const isTheirs = parts.some(([key, part]) => (key === 'id' || key === 'userId') && part === userId);
  return Object.fromEntries(
    parts.map(([key, part]) => [
      key,
      isTheirs && (key === 'displayName' || key === 'username') ? neutral : part,
    ]),
  );
}
