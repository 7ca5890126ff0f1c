import { sql, type RawBuilder } from 'kysely';
import type { GroupPage } from '../../protocol/index.ts';

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

/** Somebody who holds a best. */
export type Best = NonNullable<Bests[BestName]> & { readonly name: BestName };

/**
 * The bests of a group, from its results, called `played`. If results are equal, the first one counts. The
 * highest figures are found first, so that only the results that have one are sorted.
 */
export function bestsOf(groupId: string): RawBuilder<Best> {
  const named = Object.entries(figures);
  const highest = named.map(([name, figure]) => sql`max(${figure}) as ${sql.ref(name)}`);
  const has = ([name, figure]: (typeof named)[number]) => sql`${figure} = ${sql.ref(name)}`;
  const best = named.map(
    (one) => sql`(
      select ${sql.lit(one[0])} as name, ${one[1]} as figure, user_id, game_id from holders
      where ${has(one)} order by ended_at, game_id, user_id limit 1)`,
  );
  return sql`
    with highest as (
      select ${sql.join(highest)} from played
    ), holders as materialized (
      select * from played cross join highest where ${sql.join(named.map(has), sql` or `)}
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
    from best b join users u on u.id = b.user_id join games g on g.id = b.game_id`;
}

/** All bests by their names; null if nobody holds one. */
export function bestsByName(bests: readonly Best[]): Bests {
  const held = new Map(bests.map(({ name, ...holder }) => [name, holder]));
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
