import { Migration } from '@mikro-orm/migrations';

/** Stores the result of every finished game for each player, for leaderboards, ratings and achievements. */
export class Migration006Results extends Migration {
  override name = 'Migration006Results';

  override up(): void {
    for (const statement of [
      `create table results (
  game_id uuid not null,
  user_id uuid not null,
  ended_at timestamptz not null,
  profile uuid not null,
  score integer,
  place integer,
  is_winner boolean not null,
  rounds integer not null,
  best_round integer,
  contracts_attempted integer not null,
  contracts_made integer not null,
  zeros_attempted integer not null,
  zeros_made integer not null,
  deficit integer not null,
  frisch_survived boolean not null,
  rating_before double precision,
  rating_after double precision,
  constraint pk_results primary key (game_id, user_id),
  constraint fk_results_game_id_games foreign key (game_id) references games (id) on delete cascade,
  constraint fk_results_user_id_users foreign key (user_id) references users (id) on delete cascade
)`,
      `comment on table results is 'What a finished game was for somebody who played in it'`,
      ...Object.entries(comments).map(
        ([column, comment]) => `comment on column results.${column} is '${comment}'`,
      ),
      'create index ix_results_user_id_ended_at on results (user_id, ended_at, game_id)',
      'create index ix_results_ended_at_game_id on results (ended_at, game_id)',
      'alter table player_stats add column rating double precision not null default 1000',
      `comment on column player_stats.rating is 'Elo rating after the last game'`,
      'create index ix_player_stats_rating on player_stats (rating)',
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('alter table player_stats drop column rating');
    this.addSql('drop table results');
  }
}

const comments = {
  game_id: 'The finished game',
  user_id: 'Who played in it',
  ended_at: 'When the game ended; ratings follow this order',
  profile: 'The rule profile of the game, as the md5 of games.rules',
  score: 'Final score (null for who gave the seat to a substitute)',
  place: 'Place in the game, ties share one (null without a final score)',
  is_winner: 'Whether the game was won, alone or shared',
  rounds: 'Rounds played by this player',
  best_round: 'Highest score of a round (null without one)',
  contracts_attempted: 'Contracts above zero',
  contracts_made: 'Contracts above zero made',
  zeros_attempted: 'Contracts of zero',
  zeros_made: 'Contracts of zero made',
  deficit: 'Most points behind the leader at the end of a round',
  frisch_survived: 'Whether a contract was made as declarer after three frisch',
  rating_before: 'Elo rating before the game (null without a final score)',
  rating_after: 'Elo rating after the game (null without a final score)',
};
