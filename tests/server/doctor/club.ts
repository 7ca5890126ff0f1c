import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { PerSeat } from '../../../src/rules/index.ts';
import { examine, type Examination } from '../../../src/storage/doctor/index.ts';
import type { Db } from '../../../src/storage/schema/db.ts';
import type { TestDatabase } from '../../support/database.ts';
import { startServer, type Player } from '../../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../../support/table.ts';

/** A separate database in which four people have played some games. */
export interface Club {
  readonly db: Db;
  /** A finished game of a group, corrected since. */
  readonly finished: Table;
  /** A game in the middle of an auction. */
  readonly auction: Table;
  examine(repair?: boolean): Promise<Examination>;
  /** All rows that are computed from the logs. */
  rows(): Promise<unknown>;
}

/** Opens a club for one test. */
export async function openClub(database: TestDatabase): Promise<Club> {
  const server = await startServer(database);
  onTestFinished(() => server.stop());
  const { db } = server;
  const players = await fourPlayers(server);
  const { groupId } = await players[0].call('group.create', { name: 'Friday' });
  const finished = await sitDown(players, { at: 'finished', groupId });
  await sitDown(players, { at: 'finished' });
  const auction = await sitDown(players, { at: 'bidding_trump' });
  await players[1].call('auction.bid', { code: auction.code, amount: 6, suit: 'hearts' });
  await players[2].call('auction.pass', { code: auction.code });
  await takeAPassBack(players);
  await playForAGroupThatIsGone(players);
  await players[0].call('round.correct', { code: finished.code, round: 1, tricks: [3, 6, 2, 2] });
  return {
    db,
    finished,
    auction,
    examine: (repair = false) => examine(db, { repair, progress: () => undefined }),
    rows: () => derivedRows(db),
  };
}

async function takeAPassBack(players: PerSeat<Player>): Promise<void> {
  const { code } = await sitDown(players, { at: 'bidding_trump' });
  for (const seat of [1, 2, 3, 0] as const) await players[seat].call('auction.pass', { code });
  await players[0].call('log.undo', { code });
}

async function playForAGroupThatIsGone([a, b, c, d]: PerSeat<Player>): Promise<void> {
  const { groupId } = await d.call('group.create', { name: 'Gone' });
  await sitDown([d, a, b, c], { at: 'finished', groupId });
  await d.call('group.delete', { groupId });
}

async function derivedRows(db: Db): Promise<unknown> {
  const rows: unknown[] = [];
  for (const query of [
    sql`select id, status, version, winner_id, ended_at, group_id from games order by id`,
    sql`select id, user_id, final_score, is_winner, is_admin from game_players order by id`,
    sql`select id, phase, trump_suit, trump_winner_id from rounds order by id`,
    sql`select id, user_id, score, tricks_won, contract_bid from round_players order by id`,
    sql`select id, player_id, amount, created_at from trump_bids order by id`,
    sql`select * from results order by game_id, user_id`,
    sql`select * from game_ratings order by game_id`,
    sql`select user_id, total_games, total_points, best_streak, rating from player_stats order by user_id`,
    sql`select * from profile_stats order by user_id, profile`,
    sql`select id, total_games, total_rounds, last_played_at from groups order by id`,
  ])
    rows.push([...(await query.execute(db)).rows]);
  return rows;
}
