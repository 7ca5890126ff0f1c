import { sql } from 'kysely';
import { v7 } from 'uuid';
import { payloadOf, type Commit, type LogEntry } from '../../rooms/index.ts';
import { changesOf } from '../projection/projection.ts';
import type { Changes, GamePlayerRow } from '../projection/rows.ts';
import { recomputeStatistics } from '../derived/statistics.ts';
import type { Db } from '../schema/db.ts';

/**
 * Saves the changes of several rooms in one transaction and says for each whether it was at the version it was
 * decided on. All that a turn of the game writes is one statement, whatever the number of rooms; only a change
 * of seats or of results takes more.
 */
export async function commitRooms(db: Db, commits: readonly Commit[]): Promise<('saved' | 'moved_on')[]> {
  const changes = commits.map(changesOf);
  const isRare = ({ gamePlayers, statisticsOf, relinedRounds }: Changes) =>
    gamePlayers !== null || statisticsOf.length > 0 || relinedRounds.length > 0;
  const saved = changes.some(isRare)
    ? await db.transaction().execute(async (trx) => {
        await clearLineups(trx, changes);
        const ids = await saveTurns(trx, commits, changes);
        await saveResults(
          trx,
          changes.filter((change) => ids.has(change.game.id)),
        );
        return ids;
      })
    : await saveTurns(db, commits, changes);
  return changes.map(({ game }) => (saved.has(game.id) ? 'saved' : 'moved_on'));
}

/** Takes out who played a round whose players have changed: the unique constraints let nobody move to a seat while another still has them. */
async function clearLineups(db: Db, changes: readonly Changes[]): Promise<void> {
  const rounds = changes.flatMap(({ relinedRounds }) => relinedRounds);
  if (rounds.length === 0) return;
  await sql`
    with unmoved as (
      select g.id from games g
      join jsonb_to_recordset(${json(changes.map(({ game }) => game))}::jsonb) as c (
        id uuid, expected_version integer) on g.id = c.id and g.version = c.expected_version
      for update of g)
    delete from round_players using rounds, unmoved
    where round_players.round_id = rounds.id and rounds.game_id = unmoved.id
      and rounds.id = any(${rounds}::uuid[])`.execute(db);
}

/** One statement, and so one transaction of its own where there is none around it. The fence is `moved`: only those games are written. */
async function saveTurns(
  db: Db,
  commits: readonly Commit[],
  changes: readonly Changes[],
): Promise<Set<string>> {
  const saved = await sql<{ game_id: string }>`
    with moved as (
      update games g
      set version = c.version, status = c.status, current_round_number = c.current_round_number,
          admin_id = c.admin_id, winner_id = c.winner_id, updated_at = now(),
          ended_at = case when c.ended_at is not null then coalesce(g.ended_at, c.ended_at) end
      from jsonb_to_recordset(${json(changes.map(({ game }) => game))}::jsonb) as c (
        id uuid, expected_version integer, version integer, status game_status, current_round_number integer,
        admin_id uuid, ended_at timestamptz, winner_id uuid)
      where g.id = c.id and g.version = c.expected_version
      returning g.id as game_id
    ), logged as (
      insert into game_events (id, game_id, seq, type, payload, actor_id, seat, command_id, created_at)
      select e.id, e.game_id, e.seq, e.type, e.payload, e.actor_id, e.seat, e.command_id, e.created_at
      from jsonb_to_recordset(${json(commits.map(({ after, entry }) => eventRow(after.gameId, entry)))}::jsonb) as e (
        id uuid, game_id uuid, seq integer, type text, payload jsonb, actor_id uuid, seat integer,
        command_id uuid, created_at timestamptz)
      join moved using (game_id)
    ), dropped_rounds as (
      delete from rounds using moved
      where rounds.game_id = moved.game_id and rounds.id = any(${changes.flatMap((c) => c.droppedRounds)}::uuid[])
    ), dropped_bids as (
      delete from trump_bids using rounds, moved
      where trump_bids.round_id = rounds.id and rounds.game_id = moved.game_id
        and trump_bids.id = any(${changes.flatMap((c) => c.droppedBids)}::uuid[])
    ), saved_rounds as (
      insert into rounds as r (id, game_id, round_number, phase, trump_suit, trump_winner_id, trump_bid_amount,
        frisch_count, minimum_bid, game_type, total_contracts, current_bidder_seat, consecutive_passes,
        total_tricks_played)
      select n.* from jsonb_to_recordset(${json(changes.flatMap((c) => c.rounds))}::jsonb) as n (
        id uuid, game_id uuid, round_number integer, phase round_phase, trump_suit trump_suit,
        trump_winner_id uuid, trump_bid_amount integer, frisch_count integer, minimum_bid integer,
        game_type game_type, total_contracts integer, current_bidder_seat integer, consecutive_passes integer,
        total_tricks_played integer)
      join moved using (game_id)
      on conflict (id) do update
      set phase = excluded.phase, trump_suit = excluded.trump_suit, trump_winner_id = excluded.trump_winner_id,
          trump_bid_amount = excluded.trump_bid_amount, frisch_count = excluded.frisch_count,
          minimum_bid = excluded.minimum_bid, game_type = excluded.game_type,
          total_contracts = excluded.total_contracts, current_bidder_seat = excluded.current_bidder_seat,
          consecutive_passes = excluded.consecutive_passes, total_tricks_played = excluded.total_tricks_played,
          version = r.version + 1, updated_at = now()
    ), saved_players as (
      insert into round_players (id, round_id, user_id, seat_position, contract_bid, bid_order, tricks_won, score,
        made_contract)
      select p.id, p.round_id, p.user_id, p.seat_position, p.contract_bid, p.bid_order, p.tricks_won, p.score,
        p.made_contract
      from jsonb_to_recordset(${json(changes.flatMap((c) => c.roundPlayers))}::jsonb) as p (
        id uuid, game_id uuid, round_id uuid, user_id uuid, seat_position integer, contract_bid integer,
        bid_order integer, tricks_won integer, score integer, made_contract boolean)
      join moved using (game_id)
      on conflict (id) do update
      set user_id = excluded.user_id, contract_bid = excluded.contract_bid, bid_order = excluded.bid_order,
          tricks_won = excluded.tricks_won, score = excluded.score, made_contract = excluded.made_contract
    ), saved_bids as (
      insert into trump_bids (id, round_id, player_id, amount, suit, is_pass, created_at)
      select b.id, b.round_id, b.player_id, b.amount, b.suit, b.is_pass, b.created_at
      from jsonb_to_recordset(${json(changes.flatMap((c) => c.trumpBids))}::jsonb) as b (
        id uuid, game_id uuid, round_id uuid, player_id uuid, amount integer, suit trump_suit, is_pass boolean,
        created_at timestamptz)
      join moved using (game_id)
      on conflict (id) do nothing
    )
    select game_id from moved`.execute(db);
  return new Set(saved.rows.map(({ game_id }) => game_id));
}

async function saveResults(db: Db, changes: readonly Changes[]): Promise<void> {
  for (const { game, gamePlayers } of changes) {
    if (gamePlayers) await replaceGamePlayers(db, game.id, gamePlayers);
  }
  const users = [...new Set(changes.flatMap((change) => change.statisticsOf))];
  const games = changes.filter((change) => change.statisticsOf.length > 0).map((change) => change.game.id);
  if (users.length > 0) await recomputeStatistics(db, users, games);
}

/** Writes who sits where anew: seats may have been swapped, which no order of updates can do under the unique constraints. */
export async function replaceGamePlayers(
  db: Db,
  gameId: string,
  rows: readonly GamePlayerRow[],
): Promise<void> {
  const old = await sql<{ user_id: string; joined_at: Date; is_connected: boolean }>`
    delete from game_players where game_id = ${gameId}::uuid returning user_id, joined_at, is_connected`.execute(
    db,
  );
  const kept = new Map(old.rows.map((row) => [row.user_id, row]));
  const merged = rows.map((row) => {
    const was = kept.get(row.user_id);
    return { ...row, joined_at: was?.joined_at ?? row.joined_at, is_connected: was?.is_connected ?? true };
  });
  await sql`
    insert into game_players (id, game_id, user_id, display_name, seat_position, is_admin, is_connected, final_score,
      is_winner, joined_at)
    select p.* from jsonb_to_recordset(${json(merged)}::jsonb) as p (
      id uuid, game_id uuid, user_id uuid, display_name text, seat_position integer, is_admin boolean,
      is_connected boolean, final_score integer, is_winner boolean, joined_at timestamptz)`.execute(db);
}

/** The row of `game_events` for an entry of the log; `entryOf` reads it back. */
export function eventRow(gameId: string, entry: LogEntry) {
  return {
    id: v7(),
    game_id: gameId,
    seq: entry.seq,
    type: entry.action.type,
    payload: payloadOf(entry),
    actor_id: entry.actorId,
    seat: entry.seat,
    command_id: entry.commandId,
    created_at: entry.at,
  };
}

function json(rows: readonly unknown[]): string {
  return JSON.stringify(rows);
}
