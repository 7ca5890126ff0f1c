import { Migration } from '@mikro-orm/migrations';

/**
 * Stores figures that pages of history would otherwise count from thousands of rounds each time, and the
 * first game whose ratings are not computed yet. When a server starts, it makes the results again from the
 * tables.
 */
export class Migration008Settling extends Migration {
  override name = 'Migration008Settling';

  override up(): void {
    for (const statement of [
      'delete from results',
      `alter table results
  add column group_id uuid,
  add column contracts_total integer not null,
  ${suits.map((suit) => `add column won_${suit} integer not null`).join(',\n  ')},
  add column opponents uuid[] not null,
  add column opponent_scores integer[] not null,
  add constraint fk_results_group_id_groups foreign key (group_id) references groups (id) on delete set null`,
      'create index ix_results_group_id on results (group_id)',
      `comment on column results.group_id is 'The group of the game'`,
      `comment on column results.contracts_total is 'Sum of the contracts of all rounds'`,
      ...suits.map(
        (suit) => `comment on column results.won_${suit} is 'Auctions won in ${suit.replace('_', ' ')}'`,
      ),
      `comment on column results.opponents is 'The others with a final score, by seat; none for who has none'`,
      `comment on column results.opponent_scores is 'Their final scores'`,
      `create table profile_stats (
  user_id uuid not null,
  profile uuid not null,
  games integer not null,
  wins integer not null,
  points integer not null,
  contracts_attempted integer not null,
  contracts_made integer not null,
  constraint pk_profile_stats primary key (user_id, profile),
  constraint fk_profile_stats_user_id_users foreign key (user_id) references users (id) on delete cascade
)`,
      `comment on table profile_stats is 'Lifetime statistics of a player under one rule profile'`,
      ...Object.entries(profileStats).map(
        ([column, comment]) => `comment on column profile_stats.${column} is '${comment}'`,
      ),
      'create index ix_profile_stats_profile on profile_stats (profile)',
      `create table rating_progress (
  id integer not null,
  ended_at timestamptz,
  game_id uuid,
  constraint pk_rating_progress primary key (id)
)`,
      `comment on table rating_progress is 'How far the ratings are what replaying all games gives; one row'`,
      `comment on column rating_progress.ended_at is 'When the first game ended that is still to be rated (null if none is)'`,
      `comment on column rating_progress.game_id is 'The first game that is still to be rated'`,
      'insert into rating_progress (id) values (1)',
      'alter table player_stats add column is_stale boolean not null default false',
      `comment on column player_stats.is_stale is 'Whether games have come in since it was computed'`,
      'create index ix_player_stats_stale on player_stats (user_id) where is_stale',
      'alter table groups add column is_stale boolean not null default false',
      `comment on column groups.is_stale is 'Whether games have come in since its counters were computed'`,
      'create index ix_groups_stale on groups (id) where is_stale',
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('alter table groups drop column is_stale');
    this.addSql('alter table player_stats drop column is_stale');
    this.addSql('drop table rating_progress');
    this.addSql('drop table profile_stats');
    const columns = [
      'group_id',
      'contracts_total',
      ...suits.map((suit) => `won_${suit}`),
      'opponents',
      'opponent_scores',
    ];
    this.addSql(`alter table results ${columns.map((column) => `drop column ${column}`).join(', ')}`);
  }
}

const suits = ['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'];

const profileStats = {
  user_id: 'The user these stats belong to',
  profile: 'The rule profile, as the md5 of games.rules',
  games: 'Games with a final score',
  wins: 'Games won, alone or shared',
  points: 'Points of these games',
  contracts_attempted: 'Contracts above zero',
  contracts_made: 'Contracts above zero made',
};
