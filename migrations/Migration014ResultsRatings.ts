import { Migration } from '@mikro-orm/migrations';

/**
 * Keeps the ratings after a game in one narrow row, and no longer in the wide rows of its four results. A
 * correction of an old game then writes a quarter of the rows, and results are not written again at all.
 */
export class Migration014ResultsRatings extends Migration {
  override name = 'Migration014ResultsRatings';

  override up(): void {
    for (const statement of [
      `create table game_ratings (
  game_id uuid not null,
  ended_at timestamptz not null,
  user_ids uuid[] not null,
  scores integer[] not null,
  ratings double precision[],
  constraint pk_game_ratings primary key (game_id),
  constraint fk_game_ratings_game_id_games foreign key (game_id) references games (id) on delete cascade
) with (fillfactor = 50)`,
      `comment on table game_ratings is 'The ratings of the players after a game'`,
      ...Object.entries(comments).map(
        ([column, comment]) => `comment on column game_ratings.${column} is '${comment}'`,
      ),
      `insert into game_ratings
select game_id, ended_at, array_agg(user_id order by user_id), array_agg(score order by user_id),
  case when bool_and(rating_after is not null) then array_agg(rating_after order by user_id) end
from results where score is not null group by game_id, ended_at order by ended_at, game_id`,
      'create index ix_game_ratings_ended_at_game_id on game_ratings (ended_at, game_id)',
      'alter table results drop column rating_before, drop column rating_after',
      'alter table results reset (fillfactor)',
      `comment on column results.ended_at is 'When the game ended'`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    for (const statement of [
      'alter table results add column rating_before double precision, add column rating_after double precision',
      ...['before', 'after'].map(
        (when) =>
          `comment on column results.rating_${when} is 'Elo rating ${when} the game (null without a final score)'`,
      ),
      `comment on column results.ended_at is 'When the game ended; ratings follow this order'`,
      'alter table results set (fillfactor = 50)',
      'drop table game_ratings',
      // The server recomputes the ratings from the first game on.
      'update pending_ratings set (ended_at, game_id) = (select ended_at, game_id from results order by 1, 2 limit 1)',
    ])
      this.addSql(statement);
  }
}

const comments = {
  game_id: 'The finished game',
  ended_at: 'When the game ended; ratings follow this order',
  user_ids: 'The players with a final score, in the order of their ids',
  scores: 'Their final scores',
  ratings: 'Their Elo ratings after the game (null if they are not computed yet)',
};
