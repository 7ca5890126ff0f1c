import { sql } from 'kysely';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import type { RoomState } from '../../src/protocol/index.ts';
import { foldLog, type Room } from '../../src/rooms/index.ts';
import { minimumBidAfter, seats, type Bid, type Pass } from '../../src/rules/index.ts';
import { createRoomStore } from '../../src/storage/rooms/store.ts';
import type { Db } from '../../src/storage/schema/db.ts';
import { gamesOf } from '../support/timeline.ts';

/** The rows of one game, without their ids and times. */
interface Tables {
  readonly game: unknown;
  readonly rounds: unknown[];
  readonly roundPlayers: unknown[];
  readonly trumpBids: unknown[];
  readonly gamePlayers: unknown[];
}

/** The tables of a game have to hold what folding its log gives. Seats must not have changed hands since the auctions. */
export async function expectFolded(db: Db, gameId: string): Promise<void> {
  expect(await storedTables(db, gameId)).toEqual(await foldedTables(db, gameId));
}

/** The rows of a game. */
async function storedTables(db: Db, gameId: string): Promise<Tables> {
  const rowsOf = async (query: ReturnType<typeof sql>) => [...(await query.execute(db)).rows];
  const [game] = await rowsOf(sql`
    select room_code, admin_id, group_id, status, current_round_number, version, ended_at is not null as ended,
      winner_id, rules, length, starting_scores
    from games where id = ${gameId}::uuid`);
  return {
    game,
    rounds: await rowsOf(sql`
      select round_number, phase, trump_suit, trump_winner_id, trump_bid_amount, frisch_count, minimum_bid, game_type,
        total_contracts, current_bidder_seat, consecutive_passes, total_tricks_played
      from rounds where game_id = ${gameId}::uuid order by round_number`),
    roundPlayers: await rowsOf(sql`
      select r.round_number, p.user_id, p.seat_position, p.contract_bid, p.bid_order, p.tricks_won, p.score,
        p.made_contract
      from round_players p join rounds r on r.id = p.round_id
      where r.game_id = ${gameId}::uuid order by r.round_number, p.seat_position`),
    trumpBids: await rowsOf(sql`
      select r.round_number, b.player_id, b.amount, b.suit, b.is_pass
      from trump_bids b join rounds r on r.id = b.round_id
      where r.game_id = ${gameId}::uuid order by r.round_number, b.created_at`),
    gamePlayers: await rowsOf(sql`
      select user_id, display_name, seat_position, is_admin, final_score, is_winner
      from game_players where game_id = ${gameId}::uuid order by seat_position`),
  };
}

/** The rows that a game should have, from its log alone. */
async function foldedTables(db: Db, gameId: string): Promise<Tables> {
  const log = await createRoomStore(db, { id: v7(), isAlone: false }).load({ gameId });
  if (!log) throw new Error(`no game ${gameId}`);
  const room = foldLog(gameId, log.entries);
  const { game } = room.timeline;
  const over = game.status === 'finished';
  const winner = game.winners?.length === 1 ? room.seats[game.winners[0] ?? 0] : null;
  return {
    game: {
      room_code: room.code,
      admin_id: room.hostId,
      group_id: room.groupId,
      status: game.status,
      current_round_number: over ? game.rounds.length : (game.round?.number ?? 0),
      version: log.entries.length,
      ended: over,
      winner_id: winner?.userId ?? null,
      rules: game.rules,
      length: game.length,
      starting_scores: game.startingScores,
    },
    ...roundTables(room),
    trumpBids: bidsOf(room),
    gamePlayers: seats.flatMap((seat) => {
      const player = room.seats[seat];
      if (!player) return [];
      return {
        user_id: player.userId,
        display_name: player.displayName,
        seat_position: seat,
        is_admin: player.userId === room.hostId,
        final_score: game.winners && game.totals[seat],
        is_winner: game.winners?.includes(seat) ?? false,
      };
    }),
  };
}

function roundTables(room: Room): Pick<Tables, 'rounds' | 'roundPlayers'> {
  const { status, round, rounds, rules } = room.timeline.game;
  const finished = rounds.map((row, i) => ({
    ...row,
    phase: 'complete' as const,
    turn: null,
    bids: [],
    scores: row.scores,
    lineup: room.lineups[i] ?? [],
  }));
  const onTable =
    round && round.phase !== 'complete' && status !== 'finished'
      ? [{ ...round, scores: null, lineup: room.seats.map((player) => player?.userId ?? null) }]
      : [];
  const all = [...finished, ...onTable];
  return {
    rounds: all.map((row) => ({
      round_number: row.number,
      phase: row.phase,
      trump_suit: row.trump?.suit ?? null,
      trump_winner_id: row.trump ? row.lineup[row.trump.seat] : null,
      trump_bid_amount: row.trump?.amount ?? null,
      frisch_count: row.frischCount,
      minimum_bid: minimumBidAfter(rules, row.frischCount),
      game_type: row.type,
      total_contracts: row.type && row.contracts.reduce<number>((sum, contract) => sum + (contract ?? 0), 0),
      current_bidder_seat: row.turn,
      consecutive_passes: row.phase === 'trump_bidding' ? silence(row.bids) : 0,
      total_tricks_played: row.tricks.reduce((sum, n) => sum + n),
    })),
    roundPlayers: all.flatMap((row) =>
      seats.map((seat) => ({
        round_number: row.number,
        user_id: row.lineup[seat],
        seat_position: seat,
        contract_bid: row.contracts[seat],
        bid_order: row.contracts[seat] === null || !row.trump ? null : ((seat - row.trump.seat + 4) % 4) + 1,
        tricks_won: row.tricks[seat],
        score: row.scores && row.scores[seat],
        made_contract: row.scores && row.tricks[seat] === row.contracts[seat],
      })),
    ),
  };
}

/** The number of passes since the last bid; if there is no bid, since the deal or the last exchange. */
function silence(bids: readonly (Bid | Pass)[]): number {
  const bid = bids.findLastIndex((word) => 'amount' in word);
  return bid === -1 ? bids.length % 4 : bids.length - 1 - bid;
}

/** The last auction of each round that has a row. */
function bidsOf(room: Room): unknown[] {
  const { game } = room.timeline;
  const kept = game.status === 'finished' ? game.rounds.length : (game.round?.number ?? 0);
  const auctions = new Map<number, readonly (Bid | Pass)[]>();
  for (const { round } of gamesOf(room.timeline)) if (round) auctions.set(round.number, round.bids);
  return [...auctions]
    .filter(([number]) => number <= kept)
    .flatMap(([number, bids]) =>
      bids.map((word) => ({
        round_number: number,
        player_id: room.seats[word.seat]?.userId,
        amount: 'pass' in word ? 0 : word.amount,
        suit: 'pass' in word ? null : word.suit,
        is_pass: 'pass' in word,
      })),
    );
}

/** The game of a state, without its version and the presence of the players. */
export function sheet({ status, round, rounds, totals, winners }: RoomState) {
  return { status, round, rounds, totals, winners };
}
