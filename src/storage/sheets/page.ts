import { sql, type RawBuilder } from 'kysely';
import { perSeat, type FinishedRound, type Game } from '../../rules/index.ts';
import { sheetOf, type KeptSheet, type SheetPage, type SheetStore } from '../../sheets/index.ts';
import type { Db } from '../schema/db.ts';

type Head = Pick<Game, 'rules' | 'startingScores'> & {
  readonly gameId: string;
  readonly sheetId: string | null;
  readonly endedAt: Date;
  readonly group: string | null;
  readonly names: readonly string[];
  readonly userIds: readonly string[];
  /** The same, with the account in place of a guest that stands for it. */
  readonly people: readonly string[];
};

type SheetRow = FinishedRound & {
  readonly gameId: string;
  /** The players of the round, by seat. */
  readonly ids: readonly string[];
  readonly people: readonly string[];
  readonly names: readonly string[];
};

/** The name of the user `u` on a sheet. A guest never has the name of an account. Closed accounts are former players. */
const nameOnSheet = sql`case
  when not u.is_active then u.display_name
  when u.guest_of is null then u.username
  when exists (select 1 from users a where a.username_folded = u.display_name_folded and a.guest_of is null)
    then u.display_name || ' (guest)'
  else u.display_name end`;

type Read = KeptSheet & Pick<Head, 'gameId' | 'endedAt'>;

/** A page of finished games as sheets, oldest first. The number of statements is always the same. */
export async function readSheetPage(
  db: Db,
  which: Parameters<SheetStore['page']>[0],
  { after, limit }: Parameters<SheetStore['page']>[1],
): Promise<SheetPage> {
  const [endedAt = '', gameId = ''] = after?.split('_') ?? [];
  const scope =
    which === null
      ? sql`true`
      : 'groupId' in which
        ? sql`g.group_id = ${which.groupId}::uuid`
        : sql`g.id in (
            select game_id from game_players where user_id = ${which.userId}::uuid
            union select id from games where admin_id = ${which.userId}::uuid and group_id is null)`;
  const isLater =
    after === null ? sql`true` : sql`(g.ended_at, g.id) > (${new Date(endedAt)}, ${gameId}::uuid)`;
  const read = await readSheets(db, sql`${scope} and ${isLater}`, limit);
  const last = read.at(-1);
  return {
    sheets: read.map(({ sheet }) => sheet),
    next: read.length === limit && last ? `${last.endedAt.toISOString()}_${last.gameId}` : null,
  };
}

/** These games as sheets, as they are now. A game that is not over, or has no round, is left out. */
export async function readKeptSheets(
  db: Db,
  gameIds: readonly string[],
): Promise<ReadonlyMap<string, KeptSheet>> {
  const read = await readSheets(db, sql`g.id = any(${gameIds}::uuid[])`, gameIds.length);
  return new Map(read.map((one) => [one.gameId, one]));
}

async function readSheets(db: Db, which: RawBuilder<unknown>, limit: number): Promise<Read[]> {
  const { rows: heads } = await sql<Head>`
    select g.id as "gameId", g.sheet_id as "sheetId", g.ended_at as "endedAt", g.rules,
      g.starting_scores as "startingScores", gr.name as "group", p.names, p.ids as "userIds", p.people
    from games g left join groups gr on gr.id = g.group_id
    cross join lateral (
      select array_agg(u.id order by gp.seat_position) as ids,
        array_agg(coalesce(u.stands_for, u.id) order by gp.seat_position) as people,
        array_agg(${nameOnSheet} order by gp.seat_position) as names
      from game_players gp join users u on u.id = gp.user_id where gp.game_id = g.id) p
    where g.status = 'finished' and g.current_round_number > 0 and g.ended_at is not null and ${which}
    order by g.ended_at, g.id limit ${limit}`.execute(db);
  const { rows: rounds } = await sql<SheetRow>`
    select r.game_id as "gameId", r.round_number as number, (r.round_number - 1) % 4 as dealer,
      r.frisch_count as "frischCount",
      jsonb_build_object('seat', max(rp.seat_position) filter (where rp.user_id = r.trump_winner_id),
        'amount', r.trump_bid_amount, 'suit', r.trump_suit) as trump,
      jsonb_agg(rp.contract_bid order by rp.seat_position) as contracts,
      jsonb_agg(rp.tricks_won order by rp.seat_position) as tricks, r.game_type as type,
      jsonb_agg(rp.score order by rp.seat_position) as scores,
      array_agg(u.id order by rp.seat_position) as ids,
      array_agg(coalesce(u.stands_for, u.id) order by rp.seat_position) as people, array_agg(${nameOnSheet} order by rp.seat_position) as names
    from rounds r join round_players rp on rp.round_id = r.id join users u on u.id = rp.user_id
    where r.game_id = any(${heads.map(({ gameId: id }) => id)}::uuid[]) and r.phase = 'complete'
    group by r.id order by r.round_number`.execute(db);
  const byGame = Map.groupBy(rounds, ({ gameId: id }) => id);
  return heads.map((head) => {
    const own = byGame.get(head.gameId) ?? [];
    const nameOf = namesApart([head, ...own.map(({ ids, names }) => ({ userIds: ids, names }))]);
    return {
      gameId: head.gameId,
      endedAt: head.endedAt,
      userIds: perSeat((seat) => head.people[seat] ?? ''),
      lineups: own.map(({ people }) => perSeat((seat) => people[seat] ?? '')),
      sheet: sheetOf(
        { ...head, rounds: own },
        {
          id: head.sheetId ?? head.gameId,
          playedAt: head.endedAt.toISOString(),
          group: head.group,
          players: perSeat((seat) => nameOf(head.userIds[seat])),
          lineups: own.map(({ ids }) => perSeat((seat) => nameOf(ids[seat]))),
        },
      ),
    };
  });
}

/** The names of all players of a game, each another one: `Former player`, then `Former player 2`. */
function namesApart(
  lineups: readonly Pick<Head, 'userIds' | 'names'>[],
): (userId: string | undefined) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { userIds, names: written } of lineups)
    for (const [i, userId] of userIds.entries()) {
      if (names.has(userId)) continue;
      const plain = written[i] ?? '';
      let name = plain;
      for (let n = 2; taken.has(name); n += 1) name = `${plain} ${n}`;
      taken.add(name);
      names.set(userId, name);
    }
  return (userId = '') => names.get(userId) ?? '';
}
