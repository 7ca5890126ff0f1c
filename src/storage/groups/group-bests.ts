import { sql, type RawBuilder } from 'kysely';
import type { GroupPage } from '../../protocol/index.ts';
import type { Db } from '../schema/db.ts';

type Bests = GroupPage['records'];
type BestName = keyof Bests;

/** The figure of a result that counts for each best. The highest figure is the best. */
const figures: Readonly<Record<Exclude<BestName, 'longestGame'>, RawBuilder<unknown>>> = {
  highestRound: sql`best_round`,
  highestGame: sql`score`,
  lowestGame: sql`-score`,
  biggestComeback: sql`case when is_winner and deficit > 0 then deficit end`,
  mostZeros: sql`nullif(zeros_made, 0)`,
};

/** The bests of a group. If results are equal, the first one counts. */
export async function readGroupBests(db: Db, groupId: string): Promise<Bests> {
  const best = Object.entries(figures).map(
    ([name, figure]) => sql`(
      select ${name} as name, ${figure} as figure, user_id, game_id from played
      where ${figure} is not null order by ${figure} desc, ended_at, game_id, user_id limit 1)`,
  );
  const { rows } = await sql<NonNullable<Bests[BestName]> & { readonly name: BestName }>`
    with played as materialized (
      select game_id, user_id, ended_at, score, is_winner, best_round, zeros_made, deficit from results
      where group_id = ${groupId}::uuid
    ), longest as (
      select id, current_round_number from games
      where group_id = ${groupId}::uuid and status = 'finished' and current_round_number > 0
      order by current_round_number desc, ended_at, id limit 1
    ), best as (
      ${sql.join(best, sql` union all `)} union all (
        select 'longestGame', l.current_round_number, r.user_id, r.game_id
        from longest l join results r on r.game_id = l.id and r.is_winner order by r.user_id limit 1)
    )
    select b.name, case when b.name = 'lowestGame' then -b.figure else b.figure end as value, u.id as "userId",
      u.display_name as "displayName", g.id as "gameId", g.room_code as code
    from best b join users u on u.id = b.user_id join games g on g.id = b.game_id`.execute(db);
  const held = new Map(rows.map(({ name, ...holder }) => [name, holder]));
  const holderOf = (name: BestName) => held.get(name) ?? null;
  return {
    highestRound: holderOf('highestRound'),
    highestGame: holderOf('highestGame'),
    lowestGame: holderOf('lowestGame'),
    longestGame: holderOf('longestGame'),
    biggestComeback: holderOf('biggestComeback'),
    mostZeros: holderOf('mostZeros'),
  };
}
