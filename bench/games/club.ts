import { sql, type RawBuilder } from 'kysely';
import { defaultProfile, scores, seats, type RuleProfile } from '../../src/rules/index.ts';
import type { Db } from '../../src/storage/schema/db.ts';
import { drawDeals } from './deals.ts';

/** The size of a club after ten years, beside its games. */
export const size = { users: 2_000, groups: 200, rounds: 8, days: 3_650 } as const;

/** The rules of tables. A circle always plays by the same ones; four circles in five play by the first. */
const profiles: readonly RuleProfile[] = [
  defaultProfile,
  { ...defaultProfile, missPerTrick: 5 },
  { ...defaultProfile, zeroOver: 30, zeroFailed: 'flat' },
];

/** A number that looks random and follows from another one, so that every run has the same. */
const drawn = (seed: string, salt: number) => `(hashint8extended((${seed})::bigint, ${salt}) & 2147483647)`;
const below = (limit: number, seed: string, salt: number) => `(${drawn(seed, salt)} % ${limit})::integer`;
/** Above 0, at most 1. */
const share = (seed: string, salt: number) => `((${drawn(seed, salt)} + 1) / 2147483648::float8)`;

/**
 * Fills a migrated database with so many games of a club. The few people who are in it already become the first of the
 * first circle. A circle is a group and its players, some of whom play more than others. Half of its games are games
 * of the group, and in a quarter of the others a stranger has a seat.
 */
export async function fillClub(db: Db, count: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The rows refer to rows that were filled in before. Checking that takes longer than everything else.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local maintenance_work_mem = '256MB'`.execute(trx);
    for (const statement of [...people(), ...plans(count), ...games()]) await statement.execute(trx);
    await withoutIndexes(trx, 'round_players', roundPlayers);
  });
}

function people() {
  const { users, groups } = size;
  return [
    sql`
      insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
      select gen_random_uuid(), 'player' || n, 'player' || n, 'player' || n || '@example.org', '!', 'Player ' || n, 'player ' || n
      from generate_series((select count(*) + 1 from users), ${users}::integer) n`,
    sql`
      create temporary table people on commit drop as
      select row_number() over (order by username like 'player%', username) as n, id from users`,
    sql`
      create temporary table circles on commit drop as
      select circle, k, (circle * 10 + k) % ${users}::integer + 1 as person, 1 / sqrt(k + 1) as zeal
      from generate_series(0, ${groups - 1}::integer) circle, generate_series(0, 23) k where k < 12 or circle = 0`,
    sql`
      create temporary table clubs on commit drop as
      select circle, gen_random_uuid() as id from generate_series(0, ${groups - 1}::integer) circle`,
    sql`
      insert into groups (id, name, created_by)
      select clubs.id, 'Group ' || circle, people.id
      from clubs join circles using (circle) join people on people.n = person where k = 0`,
    sql`
      insert into group_members (id, group_id, user_id, role)
      select gen_random_uuid(), clubs.id, people.id, case when k = 0 then 'owner' else 'member' end::group_role
      from clubs join circles using (circle) join people on people.n = person`,
  ];
}

/** Plans the players, the rounds and the rules of each game. */
function plans(games: number) {
  const { users, groups, rounds, days } = size;
  const deals = drawDeals();
  const json = JSON.stringify(deals);
  const seated = deals.flatMap((deal, n) =>
    profiles.flatMap((rules, profile) => {
      const scored = scores(rules, deal.type, deal);
      return seats.map((seat) => {
        const [contract, tricks] = [deal.contracts[seat], deal.tricks[seat]];
        return { deal: n, profile, seat, contract, tricks, score: scored[seat] };
      });
    }),
  );
  return [
    sql`
      create temporary table deals on commit drop as
      select ordinality - 1 as deal, d.* from rows from (jsonb_to_recordset(${json}::jsonb) as (
        declarer integer, amount integer, suit trump_suit, frisch integer, contracted integer, type game_type)
      ) with ordinality as d (declarer, amount, suit, frisch, contracted, type, ordinality)`,
    sql`
      create temporary table deal_seats on commit drop as
      select * from jsonb_to_recordset(${JSON.stringify(seated)}::jsonb) as d (
        deal integer, profile integer, seat integer, contract integer, tricks integer, score integer)`,
    sql`
      create temporary table plan on commit drop as
      select n, circle, case circle % 10 when 3 then 1 when 7 then 2 else 0 end as profile,
        ${sql.raw(below(2, 'n', 1))} = 0 as in_group, ${sql.raw(below(4, 'n', 2))} = 0 as has_stranger,
        date_trunc('day', now()) - (1 + (${games}::integer - n) * ${days}::bigint / ${games}::integer) * interval '1 day'
          + interval '18 hours' + ${sql.raw(below(18_000_000, 'n', 3))} * interval '1 millisecond' as ended_at
      from (
        select n, floor(${groups}::integer * (1 - ${sql.raw(share('n', 4))}) ^ 2)::integer as circle
        from generate_series(1, ${games}::integer) n) as one`,
    sql`
      create temporary table planned on commit drop as
      with wishing as (
        select plan.*, person, row_number() over (
          partition by n order by ln(${sql.raw(share('n * 32 + k', 5))}) / zeal desc) as nth
        from plan join circles using (circle)
      ), sitting as (
        select *, case when nth = 4 and has_stranger and not in_group
          then (circle * 10 + 24 + ${sql.raw(below(users - 24, 'n', 6))}) % ${users}::integer + 1 else person end as sits
        from wishing where nth <= 4
      )
      select s.n, circle, in_group, profile, ended_at,
        (lpad(to_hex((extract(epoch from ended_at) * 1000)::bigint), 12, '0') || '7' || left(md5(s.n::text), 3) || '8'
          || right(md5(s.n::text), 15))::uuid as id,
        array_agg(people.id order by ${sql.raw(drawn('s.n * 4 + nth', 7))}) as players
      from sitting s join people on people.n = sits
      group by s.n, circle, in_group, profile, ended_at`,
    sql`
      create temporary table planned_rounds on commit drop as
      select n, number, planned.id as game_id, profile, players, ended_at,
        md5('round ' || number || ' of ' || n)::uuid as id, ${sql.raw(below(deals.length, 'n * 8 + number', 8))} as deal
      from planned, generate_series(1, ${rounds}::integer) number order by n, number`,
    sql`
      create temporary table planned_scores on commit drop as
      select *, score = max(score) over (partition by n) as is_winner from (
        select n, seat, sum(score) as score from planned_rounds join deal_seats using (deal, profile)
        group by n, seat) as summed`,
    sql`analyze people, circles, clubs, deals, deal_seats, planned, planned_rounds, planned_scores`,
  ];
}

function games() {
  const { rounds } = size;
  return [
    sql`
      insert into games (id, room_code, admin_id, group_id, status, version, current_round_number, created_at,
        updated_at, ended_at, winner_id, rules)
      select planned.id, upper(lpad(to_hex(n), 6, '0')), players[1], case when in_group then clubs.id end, 'finished',
        150, ${rounds}, ended_at - interval '2 hours', ended_at, ended_at, case when winners = 1 then players[won + 1] end,
        ${JSON.stringify(profiles)}::jsonb -> profile
      from planned join clubs using (circle) join (
        select n, count(*) as winners, min(seat) as won from planned_scores where is_winner group by n) as w using (n)
      order by n`,
    sql`
      insert into game_players (id, game_id, user_id, display_name, seat_position, is_admin, is_connected, final_score,
        is_winner, joined_at)
      select gen_random_uuid(), planned.id, users.id, users.display_name, seat, seat = 0, false, score, is_winner,
        ended_at - interval '2 hours'
      from planned join planned_scores using (n) join users on users.id = players[seat + 1] order by n, seat`,
    sql`
      insert into rounds (id, game_id, round_number, phase, trump_suit, trump_winner_id, trump_bid_amount, frisch_count,
        minimum_bid, game_type, total_contracts, total_tricks_played, created_at, updated_at)
      select id, game_id, number, 'complete', suit, players[declarer + 1], amount, frisch, least(5 + frisch, 8), type,
        contracted, 13, ended_at, ended_at
      from planned_rounds join deals using (deal) order by n, number`,
  ];
}

const roundPlayers = sql`
  insert into round_players (id, round_id, user_id, seat_position, contract_bid, bid_order, tricks_won, score,
    made_contract)
  select gen_random_uuid(), r.id, players[seat + 1], seat, contract, 1 + (4 + seat - declarer) % 4, tricks, score,
    tricks = contract
  from planned_rounds r join deals using (deal) join deal_seats using (deal, profile)`;

/** Gives every game a log of so many entries. Nobody can open these games, because the entries are no actions. */
export async function fillLogs(db: Db, entries: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local maintenance_work_mem = '256MB'`.execute(trx);
    await withoutIndexes(
      trx,
      'game_events',
      sql`
        insert into game_events (id, game_id, seq, type, payload, actor_id, seat, command_id, created_at)
        select gen_random_uuid(), g.id, n, 'trick.claim', '{"seat": 0}', admin_id, n % 4, gen_random_uuid(), ended_at
        from games g, generate_series(1, ${entries}::integer) n order by g.id, n`,
    );
  });
}

/** Fills a table to which no other refers, and builds its indexes from all rows at once. */
async function withoutIndexes(db: Db, table: string, fill: RawBuilder<unknown>): Promise<void> {
  const { rows: indexes } = await sql<{ name: string; isConstraint: boolean; definition: string }>`
    select c.relname as name, k.oid is not null as "isConstraint",
      coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    left join pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid
    where i.indrelid = ${table}::regclass`.execute(db);
  const change = (statement: string) => sql.raw(statement).execute(db);
  for (const { name, isConstraint } of indexes)
    await change(isConstraint ? `alter table ${table} drop constraint ${name}` : `drop index ${name}`);
  await fill.execute(db);
  for (const { name, isConstraint, definition } of indexes)
    await change(isConstraint ? `alter table ${table} add constraint ${name} ${definition}` : definition);
}
