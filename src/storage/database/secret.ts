import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';

/**
 * The secret that every node on this database signs tokens with: the one that was offered first. Who can read it
 * here could write any account as well, so it is no weaker a place than the database is.
 */
export async function sharedSecret(db: Db, offer: Uint8Array): Promise<Uint8Array> {
  await sql`
    insert into server_secrets (name, value) values ('tokens', ${Buffer.from(offer)})
    on conflict (name) do nothing`.execute(db);
  const { rows } = await sql<{ value: Uint8Array }>`
    select value from server_secrets where name = 'tokens'`.execute(db);
  const [secret] = rows;
  if (!secret) throw new Error('the shared secret was neither found nor written down');
  return new Uint8Array(secret.value);
}
