import { sql } from 'kysely';
import { v5, v7 } from 'uuid';
import { randomCode } from '../../rooms/index.ts';
import type { ImportedGame } from '../../sheets/index.ts';
import type { Db } from '../schema/db.ts';
import type { NewGame } from './add.ts';

/** Gives games from sheets their ids and room codes. */
export async function identify(db: Db, games: readonly ImportedGame[]): Promise<NewGame[]> {
  const ids = await gameIds(db, games);
  const codes = await freeCodes(db, games.length);
  return games.map((imported, i) => ({ imported, id: ids[i] ?? v7(), code: codes[i] ?? '' }));
}

const sheetNamespace = '5b1c7e0a-3f0d-4f0e-9d53-7768697374ff';

/** Ids made from the sheets. So games that ended at the same moment have the same order in every database. */
async function gameIds(db: Db, games: readonly ImportedGame[]): Promise<string[]> {
  // If the first id is taken by a sheet of another scope, use the id with the scope in it.
  const candidates = games.map(({ scope, sheetId }) =>
    [sheetNamespace, scope].map((space) => v5(`sheet ${sheetId}`, space)),
  );
  const { rows } = await sql<{ id: string }>`
    select id from games where id = any(${candidates.flat()}::uuid[])`.execute(db);
  const taken = new Set(rows.map(({ id }) => id));
  return candidates.map((ids) => {
    const id = ids.find((one) => !taken.has(one)) ?? v7();
    taken.add(id);
    return id;
  });
}

/** Room codes that no game has. */
async function freeCodes(db: Db, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    while (codes.size < count) codes.add(randomCode());
    const { rows } = await sql<{ code: string }>`
      select room_code as code from games where room_code = any(${[...codes]}::text[])`.execute(db);
    for (const { code } of rows) codes.delete(code);
  }
  return [...codes];
}
