import { randomInt } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { v5, v7 } from 'uuid';
import type { User } from '../protocol/index.ts';
import { seats, total, minimumBidAfter } from '../rules/index.ts';
import type { ImportedGame, KnownSheet, SheetStore } from '../sheets/index.ts';
import { createGroupStore } from './groups.ts';
import { guestName } from './guests.ts';
import { isUuid, userColumns } from './queries.ts';
import { readSheetPage } from './sheet-page.ts';
import { lockRecord } from './progress.ts';
import { gamePlayerId, roundId, roundPlayerId } from './projection.ts';
import { addResults } from './results.ts';

type Db = Kysely<unknown>;

/** Score sheets in PostgreSQL or PGlite. */
export function createSheetStore(db: Db): SheetStore {
  let added = 0;
  /** How many games there were when the planner last looked; of a table it takes for empty it makes slow work. */
  let planned = 50;
  return {
    async home({ userId, isOperator }, group) {
      if (group === null) return { scope: userId, groupId: null, ownerId: userId };
      const { rows } = await sql<{ id: string; ownerId: string | null; isMember: boolean }>`
        select g.id, (select user_id from group_members where group_id = g.id and role = 'owner') as "ownerId",
          exists (select 1 from group_members where group_id = g.id and user_id = ${userId}::uuid) as "isMember"
        from groups g where lower(g.name) = lower(${group})`.execute(db);
      const theirs = rows.filter(({ isMember }) => isOperator || isMember);
      const [found] = theirs;
      if (!found) return null;
      if (theirs.length > 1) return 'group_ambiguous';
      if (!isOperator && found.ownerId !== userId) return 'not_owner';
      return { scope: found.id, groupId: found.id, ownerId: found.ownerId ?? userId };
    },

    async found({ userId }, group) {
      const { groupId } = await createGroupStore(db).create(userId, { name: group, description: null });
      return { scope: groupId, groupId, ownerId: userId };
    },

    async accounts({ userId, isOperator }, { groupId }, names) {
      const isTheirs = isOperator
        ? sql`true`
        : sql`(u.id = ${userId}::uuid or exists (
            select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))`;
      const { rows } = await sql<User>`
        select ${userColumns} from users u
        where u.username = any(${names}::text[]) and u.is_active and u.guest_of is null and ${isTheirs}`.execute(
        db,
      );
      return rows;
    },

    async members({ groupId, ownerId }) {
      const { rows } = await sql<User>`
        select ${userColumns} from users u
        where u.is_active and u.guest_of is null and (u.id = ${ownerId}::uuid or exists (
          select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))
        order by u.username`.execute(db);
      return rows;
    },

    page: (which, page) => readSheetPage(db, which, page),

    async isMember(groupId, userId) {
      const { rows } = await sql`
        select 1 from group_members where group_id = ${groupId}::uuid and user_id = ${userId}::uuid`.execute(
        db,
      );
      return rows.length > 0;
    },

    async known({ userId, isOperator }, { scope, groupId }, sheetIds) {
      const isOfAnybody = isOperator && groupId === null;
      const played = sheetIds.filter(isUuid).map((id) => id.toLowerCase());
      const isHere = isOfAnybody
        ? sql`group_id is null`
        : groupId === null
          ? sql`group_id is null and admin_id = ${userId}::uuid`
          : sql`group_id = ${groupId}::uuid`;
      const { rows } = await sql<KnownSheet>`
        select sheet_id as "sheetId", id as "gameId", replace(sheet_digest::text, '-', '') as digest from games
        where sheet_id = any(${sheetIds}::text[])
          and ${isOfAnybody ? sql`group_id is null` : sql`sheet_scope = ${scope}::uuid`}
        union all
        select id::text, id, null from games
        where id = any(${played}::uuid[]) and sheet_id is null and ${isHere}`.execute(db);
      return rows;
    },

    add: (games) =>
      db.transaction().execute(async (trx) => {
        const ids = await gameIds(trx, games);
        const codes = await freeCodes(trx, games.length);
        await insertGames(trx, games, ids, codes);
        added += games.length;
        if (added >= 2 * planned) {
          planned = added;
          await sql`analyze games, game_players, rounds, round_players`.execute(trx);
        }
        await lockRecord(trx);
        await addResults(trx, ids);
      }),

    async guests(ownerId, names) {
      const ids = names.map(() => v7());
      const { rows } = await sql<{ id: string; name: string }>`
        insert into users (id, username, email, password_hash, display_name, guest_of)
        select n.id, n.username, n.username || '@guest.invalid', '!', n.name, ${ownerId}::uuid
        from unnest(${ids}::uuid[], ${ids.map(guestName)}::text[], ${names}::text[]) as n (id, username, name)
        on conflict (guest_of, lower(display_name)) where guest_of is not null
        do update set updated_at = now()
        returning id, lower(display_name) as name`.execute(db);
      return new Map(rows.map(({ id, name }) => [name, id]));
    },
  };
}

/** The account of the archive: nobody logs in with it, and its games are claimed like those of anybody. */
export async function keeperOf(db: Db): Promise<string> {
  const id = v7();
  const { rows } = await sql<{ id: string }>`
    insert into users (id, username, email, password_hash, display_name)
    values (${id}::uuid, case when exists (select 1 from users where lower(username) = 'archive')
      then ${`archive-${id.slice(-12)}`} else 'archive' end, 'archive@keeper.invalid', '!', 'Archive')
    on conflict (email) do update set updated_at = now() returning id`.execute(db);
  const [keeper] = rows;
  if (!keeper) throw new Error('the archive was neither found nor made');
  return keeper.id;
}

/** Ids that follow from the sheets, so that what ended at the same moment counts in the same order in every database. */
async function gameIds(db: Db, games: readonly ImportedGame[]): Promise<string[]> {
  const byName = games.map(({ sheetId }) => v5(`sheet ${sheetId}`, sheetNamespace));
  const { rows } = await sql<{ id: string }>`
    select id from games where id = any(${byName}::uuid[])`.execute(db);
  const taken = new Set(rows.map(({ id }) => id));
  return games.map(({ scope, sheetId }, i) => {
    const id = byName[i] ?? '';
    // Somebody else has a sheet of this name.
    if (taken.has(id)) return v5(`sheet ${sheetId}`, scope);
    taken.add(id);
    return id;
  });
}

const sheetNamespace = '5b1c7e0a-3f0d-4f0e-9d53-7768697374ff';

/** Letters and digits that cannot be mistaken for one another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Room codes that no game has. */
async function freeCodes(db: Db, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    while (codes.size < count)
      codes.add(Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join(''));
    const { rows } = await sql<{ code: string }>`
      select room_code as code from games where room_code = any(${[...codes]}::text[])`.execute(db);
    for (const { code } of rows) codes.delete(code);
  }
  return [...codes];
}

/** The columns of a table as arrays, each with its type, in the order in which rows are added to it. */
function columnsOf(types: Readonly<Record<string, string>>) {
  const names = Object.keys(types);
  const values: unknown[][] = names.map(() => []);
  return {
    add(...row: unknown[]): void {
      for (let i = 0; i < row.length; i += 1) values[i]?.push(row[i]);
    },
    insertInto(table: string): RawBuilder<unknown> {
      const columns = sql.join(names.map((name) => sql.ref(name)));
      // Arrays of the schema's own types go as text: the embedded database does not know them from the start.
      const isOwn = (name: string) => types[name]?.includes('_') === true;
      const arrays = names.map((name, i) => {
        const type = isOwn(name) ? 'text' : (types[name] ?? 'text');
        return sql`${values[i]}::${sql.raw(`${type}[]`)}`;
      });
      const cast = names.map((name) => sql`${sql.ref(name)}::${sql.raw(types[name] ?? 'text')}`);
      return sql`
        insert into ${sql.table(table)} (${columns})
        select ${sql.join(cast)} from unnest(${sql.join(arrays)}) as n (${columns})`;
    },
  };
}

async function insertGames(
  db: Db,
  imported: readonly ImportedGame[],
  ids: readonly string[],
  codes: readonly string[],
): Promise<void> {
  const games = columnsOf({
    id: 'uuid',
    room_code: 'text',
    admin_id: 'uuid',
    group_id: 'uuid',
    status: 'game_status',
    version: 'integer',
    current_round_number: 'integer',
    rules: 'jsonb',
    starting_scores: 'jsonb',
    winner_id: 'uuid',
    created_at: 'timestamptz',
    ended_at: 'timestamptz',
    sheet_scope: 'uuid',
    sheet_id: 'text',
    sheet_digest: 'uuid',
  });
  const events = columnsOf({
    id: 'uuid',
    game_id: 'uuid',
    seq: 'integer',
    type: 'text',
    payload: 'jsonb',
    actor_id: 'uuid',
    created_at: 'timestamptz',
  });
  const players = columnsOf({
    id: 'uuid',
    game_id: 'uuid',
    user_id: 'uuid',
    display_name: 'text',
    seat_position: 'integer',
    is_admin: 'boolean',
    final_score: 'integer',
    is_winner: 'boolean',
    is_connected: 'boolean',
    joined_at: 'timestamptz',
  });
  const rounds = columnsOf({
    id: 'uuid',
    game_id: 'uuid',
    round_number: 'integer',
    phase: 'round_phase',
    trump_suit: 'trump_suit',
    trump_winner_id: 'uuid',
    trump_bid_amount: 'integer',
    frisch_count: 'integer',
    minimum_bid: 'integer',
    game_type: 'game_type',
    total_contracts: 'integer',
    total_tricks_played: 'integer',
  });
  const roundPlayers = columnsOf({
    id: 'uuid',
    round_id: 'uuid',
    user_id: 'uuid',
    seat_position: 'integer',
    contract_bid: 'integer',
    bid_order: 'integer',
    tricks_won: 'integer',
    score: 'integer',
    made_contract: 'boolean',
  });

  imported.forEach(
    ({ scope, sheetId, digest, groupId, ownerId: hostId, playedAt, players: seated, game }, n) => {
      const gameId = ids[n] ?? '';
      const code = codes[n] ?? '';
      const { rules, startingScores, totals, winners } = game;
      const last = game.rounds.length + 2;
      const at = (seq: number) => new Date(playedAt.getTime() - (last - seq)).toISOString();
      const log = (seq: number, type: string, payload: object) =>
        events.add(v7(), gameId, seq, type, JSON.stringify(payload), hostId, at(seq));
      const winner = winners?.length === 1 && winners[0] !== undefined ? seated[winners[0]].userId : null;
      games.add(
        gameId,
        code,
        hostId,
        groupId,
        'finished',
        last,
        game.rounds.length,
        JSON.stringify(rules),
        JSON.stringify(startingScores),
        winner,
        at(1),
        at(last),
        scope,
        sheetId,
        digest,
      );
      log(1, 'game.import', { code, hostId, groupId, rules, startingScores, players: seated });
      for (const seat of seats) {
        const { userId, displayName } = seated[seat];
        const isWinner = winners?.includes(seat) ?? false;
        players.add(
          gamePlayerId(gameId, seat),
          gameId,
          userId,
          displayName,
          seat,
          userId === hostId,
          totals[seat],
          isWinner,
          false,
          at(1),
        );
      }
      for (const { number, frischCount, trump, contracts, tricks, type, scores } of game.rounds) {
        const round = roundId(gameId, number);
        log(number + 1, 'round.import', { frisch: frischCount, trump, contracts, tricks });
        rounds.add(
          round,
          gameId,
          number,
          'complete',
          trump.suit,
          seated[trump.seat].userId,
          trump.amount,
          frischCount,
          minimumBidAfter(rules, frischCount),
          type,
          total(contracts),
          total(tricks),
        );
        for (const seat of seats)
          roundPlayers.add(
            roundPlayerId(round, seat),
            round,
            seated[seat].userId,
            seat,
            contracts[seat],
            ((seat - trump.seat + 4) % 4) + 1,
            tricks[seat],
            scores[seat],
            tricks[seat] === contracts[seat],
          );
      }
      log(last, 'game.end', {});
    },
  );

  await games.insertInto('games').execute(db);
  await events.insertInto('game_events').execute(db);
  await players.insertInto('game_players').execute(db);
  await rounds.insertInto('rounds').execute(db);
  await roundPlayers.insertInto('round_players').execute(db);
}
