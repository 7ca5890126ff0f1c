import { sql } from 'kysely';
import { v7 } from 'uuid';
import { foldedName } from '../../protocol/index.ts';
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
  const usernames = ids.map(guestName);
  const { rows } = await sql<{ id: string; name: string }>`
    with named as (
      select * from unnest(${ids}::uuid[], ${usernames}::text[], ${names}::text[], ${names.map(foldedName)}::text[])
        as n (id, username, name, folded)
    ), written as (
      insert into users
        (id, username, username_folded, email, password_hash, display_name, display_name_folded, guest_of)
      select distinct on (folded)
        id, username, username, username || '@guest.invalid', '!', name, folded, ${ownerId}::uuid
      from named order by folded
      on conflict (guest_of, display_name_folded) where guest_of is not null and stands_for is null
      do update set updated_at = now()
      returning id, display_name_folded
    )
    select written.id, named.name from named join written on display_name_folded = folded`.execute(db);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Adds a guest that stands for an account, and returns its id. */
export async function addStandIn(
  db: Db,
  ownerId: string,
  account: { readonly userId: string; readonly displayName: string },
): Promise<string> {
  const { userId, displayName } = account;
  const id = v7();
  const username = guestName(id);
  await db
    .insertInto('users')
    .values({
      id,
      username,
      username_folded: username,
      email: `${username}@guest.invalid`,
      password_hash: '!',
      display_name: displayName,
      display_name_folded: foldedName(displayName),
      guest_of: ownerId,
      stands_for: userId,
    })
    .execute();
  return id;
}

/** A user name that no account can have. */
function guestName(id: string): string {
  return `guest-${id.replaceAll('-', '').slice(-26)}`;
}
