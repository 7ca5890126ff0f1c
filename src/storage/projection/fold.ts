import { evolve, foldLog, type LogEntry, type Room } from '../../rooms/index.ts';
import { changesOf, gamePlayerRows, gameRow } from './projection.ts';
import type { GamePlayerRow, GameRow, RoundPlayerRow, RoundRow, TrumpBidRow } from './rows.ts';

/** The row of a game, with what `room.create` decided about it. */
export type FoldedGame = Omit<GameRow, 'expected_version'> & {
  readonly room_code: string;
  readonly group_id: string | null;
  readonly rules: unknown;
  readonly length: unknown;
  readonly starting_scores: unknown;
};

/** The rows of one game, table by table. */
export interface GameTables {
  readonly games: readonly FoldedGame[];
  readonly game_players: readonly GamePlayerRow[];
  readonly rounds: readonly RoundRow[];
  readonly round_players: readonly RoundPlayerRow[];
  readonly trump_bids: readonly TrumpBidRow[];
}

/** Why a log does not fold: the entry that breaks the rules. */
export interface Broken {
  readonly seq: number;
  readonly type: string;
  readonly reason: string;
}

/** What the tables have to say of a game, made from its log alone, by the changes that each entry made to them. */
export function foldTables(
  gameId: string,
  [first, ...others]: readonly LogEntry[],
): { readonly ok: GameTables } | { readonly broken: Broken } {
  if (first?.action.type !== 'room.create' && first?.action.type !== 'game.import')
    return {
      broken: { seq: 1, type: first?.action.type ?? 'nothing', reason: 'a log begins with room.create' },
    };
  let room = foldLog(gameId, [first]);
  let tables: GameTables = {
    games: [gameOf(room, first, null)],
    game_players: gamePlayerRows(room, first),
    rounds: [],
    round_players: [],
    trump_bids: [],
  };
  for (const entry of others) {
    const broken = (reason: string) => ({ broken: { seq: entry.seq, type: entry.action.type, reason } });
    if (entry.seq !== room.version + 1) return broken(`it follows on ${room.version}`);
    if (entry.action.type === 'room.create' || entry.action.type === 'game.import')
      return broken('the game is there already');
    const outcome = evolve(room, entry);
    if ('error' in outcome) return broken(outcome.error);
    tables = changed(tables, room, outcome.ok, entry);
    room = outcome.ok;
  }
  return { ok: tables };
}

function gameOf(room: Room, entry: LogEntry, before: FoldedGame | null): FoldedGame {
  const { rules, length, startingScores: starting_scores } = room.history.game;
  const { expected_version: _, ended_at, ...row } = gameRow(room, entry);
  const { code: room_code, groupId: group_id } = room;
  // A game that is corrected has ended when it ended first; only a sheet tells anew when that was.
  const first = entry.action.type === 'sheet.replace' ? null : before?.ended_at;
  return {
    ...row,
    ended_at: ended_at && (first ?? ended_at),
    room_code,
    group_id,
    rules,
    length,
    starting_scores,
  };
}

/** What `commitRooms` makes of the tables, `handOver` where a game changes hands, and a sheet that is brought in again. */
function changed(tables: GameTables, before: Room, after: Room, entry: LogEntry): GameTables {
  const games = [gameOf(after, entry, tables.games[0] ?? null)];
  if (entry.action.type === 'claim.approve') {
    const { userId, replaces } = entry.action;
    const now = <T extends string | null>(id: T) => (id === replaces ? userId : id);
    return {
      games,
      game_players: gamePlayerRows(after, entry),
      rounds: tables.rounds.map((row) => ({ ...row, trump_winner_id: now(row.trump_winner_id) })),
      round_players: tables.round_players.map((row) => ({ ...row, user_id: now(row.user_id) })),
      trump_bids: tables.trump_bids.map((row) => ({ ...row, player_id: now(row.player_id) })),
    };
  }
  // Of what a sheet tells, nothing was there before.
  if (entry.action.type === 'sheet.replace') return { games, ...rowsOf(after, entry) };
  const { gamePlayers, rounds, roundPlayers, trumpBids, droppedRounds, droppedBids, relinedRounds } =
    changesOf({ before, after, entry });
  const isDropped = (roundId: string) => droppedRounds.includes(roundId);
  return {
    games,
    game_players: gamePlayers ?? tables.game_players,
    rounds: merged(
      tables.rounds.filter(({ id }) => !isDropped(id)),
      rounds,
    ),
    round_players: merged(
      tables.round_players.filter(
        ({ round_id }) => !isDropped(round_id) && !relinedRounds.includes(round_id),
      ),
      roundPlayers,
    ),
    // What was said is never said differently: a bid that is there already stays as it is.
    trump_bids: merged(
      trumpBids,
      tables.trump_bids.filter(({ id, round_id }) => !isDropped(round_id) && !droppedBids.includes(id)),
    ),
  };
}

/** All rows of a finished game but its own. */
function rowsOf(after: Room, entry: LogEntry): Omit<GameTables, 'games'> {
  const { game } = after.history;
  const empty: Room = { ...after, history: { game: { ...game, rounds: [] }, past: [] }, lineups: [] };
  const { rounds, roundPlayers } = changesOf({ before: empty, after, entry });
  return {
    game_players: gamePlayerRows(after, entry),
    rounds,
    round_players: roundPlayers,
    trump_bids: [],
  };
}

/** The rows of both lists; of two with one id the later. */
function merged<T extends { readonly id: string }>(earlier: readonly T[], later: readonly T[]): readonly T[] {
  if (earlier.length === 0 || later.length === 0) return [...earlier, ...later];
  return [...new Map([...earlier, ...later].map((row) => [row.id, row])).values()];
}
