import { sql, type RawBuilder } from 'kysely';
import { v7 } from 'uuid';
import { minimumBidAfter, seats, total, type PerSeat, type Seat } from '../../rules/index.ts';
import type { ImportedGame, SheetPlayer } from '../../sheets/index.ts';
import { gamePlayerId, roundId, roundPlayerId } from '../projection/projection.ts';
import type { Db } from '../schema/db.ts';

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

/** The seats that are somebody else's now, and whose they were. */
function changedSeats(before: PerSeat<SheetPlayer>, now: PerSeat<SheetPlayer>) {
  return seats.flatMap((seat) =>
    before[seat].userId === now[seat].userId ? [] : { seat, was: before[seat].userId },
  );
}

/** Adds the rows of games from sheets: what folding the logs that are added with them gives. */
export async function insertGames(
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
    seat: 'integer',
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
    ({ scope, sheetId, digest, groupId, ownerId: hostId, playedAt, players: seated, lineups, game }, n) => {
      const gameId = ids[n] ?? '';
      const code = codes[n] ?? '';
      const { rules, startingScores, totals, winners } = game;
      const begin = lineups[0] ?? seated;
      const changes = [...lineups, seated].map((four, i) => changedSeats(lineups[i - 1] ?? begin, four));
      const last = game.rounds.length + 2 + changes.flat().length;
      const at = (seq: number) => new Date(playedAt.getTime() - (last - seq)).toISOString();
      let seq = 0;
      const log = (type: string, payload: object, seat: Seat | null = null) => {
        seq += 1;
        events.add(v7(), gameId, seq, type, JSON.stringify(payload), hostId, seat, at(seq));
      };
      const substitute = (seat: Seat, { userId, displayName, guest }: SheetPlayer, replaces: string) =>
        log('room.substitute', { seat, userId, displayName, ...(guest && { guest }), replaces }, seat);
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
      log('game.import', { code, hostId, groupId, rules, startingScores, players: begin });
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
      game.rounds.forEach(({ number, frischCount, trump, contracts, tricks, type, scores }, i) => {
        const round = roundId(gameId, number);
        const playing = lineups[i] ?? seated;
        for (const { seat, was } of changes[i] ?? []) substitute(seat, playing[seat], was);
        log('round.import', { frisch: frischCount, trump, contracts, tricks });
        rounds.add(
          round,
          gameId,
          number,
          'complete',
          trump.suit,
          playing[trump.seat].userId,
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
            playing[seat].userId,
            seat,
            contracts[seat],
            ((seat - trump.seat + 4) % 4) + 1,
            tricks[seat],
            scores[seat],
            tricks[seat] === contracts[seat],
          );
      });
      for (const { seat, was } of changes.at(-1) ?? []) substitute(seat, seated[seat], was);
      log('game.end', {});
    },
  );

  await games.insertInto('games').execute(db);
  await events.insertInto('game_events').execute(db);
  await players.insertInto('game_players').execute(db);
  await rounds.insertInto('rounds').execute(db);
  await roundPlayers.insertInto('round_players').execute(db);
}
