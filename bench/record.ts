import { sql, type RawBuilder } from 'kysely';
import {
  defaultProfile,
  gameType,
  minimumBidAfter,
  perSeat,
  scores,
  seats,
  suits,
  total,
  type PerSeat,
  type RuleProfile,
} from '../src/rules/index.ts';
import { fillResults } from '../src/storage/derived/results.ts';
import { recomputePiece } from '../src/storage/derived/recompute.ts';
import { generator, type Draw } from './draw.ts';
import type { Db } from '../src/storage/schema/db.ts';

/** The size of a club after ten years. */
export const size = { users: 2_000, groups: 200, games: 100_000, rounds: 8, days: 3_650 } as const;

/** The rule profiles of tables. Each circle uses one of them, and four of five circles use the first. */
const profiles: readonly RuleProfile[] = [
  defaultProfile,
  { ...defaultProfile, missPerTrick: 5 },
  { ...defaultProfile, zeroOver: 30, zeroFailed: 'flat' },
];

/** A number that looks random. It is made from another number, so it is the same in every run. */
const drawn = (seed: string, salt: number) => `(hashint8extended((${seed})::bigint, ${salt}) & 2147483647)`;
const below = (limit: number, seed: string, salt: number) => `(${drawn(seed, salt)} % ${limit})::integer`;
/** Above 0, at most 1. */
const share = (seed: string, salt: number) => `((${drawn(seed, salt)} + 1) / 2147483648::float8)`;

/**
 * Fills a migrated database with games. The few users it has already are the first members of the first
 * circle. A circle is a group and its players; some of them play more than others. Half of the games of a
 * circle are games of its group. In a quarter of the other games, a stranger has a seat.
 */
export async function fillRecord(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Turns off the checks of foreign keys: they take longer than everything else.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local maintenance_work_mem = '256MB'`.execute(trx);
    for (const statement of [...people(), ...plans(), ...games()]) await statement.execute(trx);
    await withoutIndexes(trx, 'round_players', roundPlayers);
  });
}

function people() {
  const { users, groups } = size;
  return [
    sql`
      insert into users (id, username, email, password_hash, display_name)
      select gen_random_uuid(), 'player' || n, 'player' || n || '@example.org', '!', 'Player ' || n
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

/** Plans the games: their players, rules and rounds. */
function plans() {
  const { users, groups, games, rounds, days } = size;
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

/** Fills a table without its indexes, then builds them at once. No other table may refer to it. */
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

/** Rounds that could be played: contracts are legal, and about two of three are made. */
function drawDeals() {
  const draw = generator(1);
  return Array.from({ length: 1_000 }, () => {
    const declarer = draw(4);
    const frisch = draw(20) === 0 ? 3 : 0;
    const amount = minimumBidAfter(defaultProfile, frisch) + Math.floor(draw(9) / 6);
    const contracts = drawContracts(draw, declarer, amount);
    const contracted = total(contracts);
    return {
      declarer,
      amount,
      suit: suits[draw(suits.length)],
      frisch,
      contracts,
      contracted,
      tricks: drawTricks(draw, contracts),
      type: gameType(contracted),
    };
  });
}

function drawContracts(draw: Draw, declarer: number, amount: number): PerSeat<number> {
  for (;;) {
    const contracts = perSeat((seat) => (seat === declarer ? amount + Math.floor(draw(5) / 4) : draw(5)));
    if (total(contracts) !== 13 && Math.abs(total(contracts) - 13) <= 3) return contracts;
  }
}

/** Tricks like the contracts, but changed at random until the sum is 13. Sometimes one more trick moves. */
function drawTricks(draw: Draw, contracts: PerSeat<number>): PerSeat<number> {
  const tricks: [number, number, number, number] = [...contracts];
  const give = (by: 1 | -1) => {
    const takers = seats.filter((seat) => tricks[seat] + by >= 0);
    const taker = takers[draw(takers.length)] ?? 0;
    tricks[taker] += by;
  };
  if (draw(3) === 0) give(-1);
  while (total(tricks) !== 13) give(total(tricks) < 13 ? 1 : -1);
  return tricks;
}

/** Computes results, ratings and counters with the functions of the program. Returns the time in ms. */
export async function fillDerived(db: Db): Promise<{ results: number; settling: number }> {
  const start = performance.now();
  await fillResults(db);
  const filled = performance.now();
  while (await recomputePiece(db));
  const settled = performance.now();
  await sql`vacuum analyze`.execute(db);
  return { results: filled - start, settling: settled - filled };
}
