import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Db } from '../schema/db.ts';

/**
 * The ids of a user's guests with these names. Guests that are missing are added. Names that differ only in
 * case are the same guest. Nobody can log in as a guest: no password has this hash, and the address has no
 * real domain.
 */
export async function guestsNamed(
  db: Db,
  ownerId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = names.map(() => v7());
  const { rows } = await sql<{ id: string; name: string }>`
    with named as (
      select * from unnest(${ids}::uuid[], ${ids.map(guestName)}::text[], ${names}::text[]) as n (id, username, name)
    ), written as (
      insert into users (id, username, email, password_hash, display_name, guest_of)
      select distinct on (lower(name)) id, username, username || '@guest.invalid', '!', name, ${ownerId}::uuid
      from named order by lower(name)
      on conflict (guest_of, lower(display_name)) where guest_of is not null
      do update set updated_at = now()
      returning id, display_name
    )
    select written.id, named.name from named join written on lower(display_name) = lower(name)`.execute(db);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** A user name that no account can have. */
function guestName(id: string): string {
  return `guest-${id.replaceAll('-', '').slice(-26)}`;
}
