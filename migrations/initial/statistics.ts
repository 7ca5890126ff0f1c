/** Player statistics: section 8 of the schema design. */
export const statistics = `
create table player_stats (
  id uuid not null,
  user_id uuid not null,
  total_games integer not null default 0,
  total_rounds integer not null default 0,
  total_wins integer not null default 0,
  total_points integer not null default 0,
  highest_score integer not null default 0,
  lowest_score integer not null default 0,
  highest_round_score integer not null default 0,
  contracts_attempted integer not null default 0,
  contracts_made integer not null default 0,
  zeros_attempted integer not null default 0,
  zeros_made integer not null default 0,
  trump_wins integer not null default 0,
  suit_wins jsonb not null default '{}',
  recent_form jsonb not null default '[]',
  current_streak integer not null default 0,
  best_streak integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pk_player_stats primary key (id),
  constraint fk_player_stats_user_id_users foreign key (user_id) references users (id) on delete cascade,
  constraint uq_player_stats_user_id unique (user_id)
);
comment on table player_stats is 'Aggregated player statistics updated after each game';
comment on column player_stats.user_id is 'The user these stats belong to';
comment on column player_stats.total_games is 'Total games played';
comment on column player_stats.total_rounds is 'Total rounds played';
comment on column player_stats.total_wins is 'Total games won';
comment on column player_stats.total_points is 'Total lifetime points scored';
comment on column player_stats.highest_score is 'Highest single-game score';
comment on column player_stats.lowest_score is 'Lowest single-game score';
comment on column player_stats.highest_round_score is 'Highest single-round score';
comment on column player_stats.contracts_attempted is 'Total non-zero contracts attempted';
comment on column player_stats.contracts_made is 'Total contracts successfully made';
comment on column player_stats.zeros_attempted is 'Total zero bids attempted';
comment on column player_stats.zeros_made is 'Total zero bids successfully made';
comment on column player_stats.trump_wins is 'Times won the trump bid';
comment on column player_stats.suit_wins is 'Trump wins by suit';
comment on column player_stats.recent_form is 'Win/loss results of last 10 games';
comment on column player_stats.current_streak is 'Current win streak (negative for loss streak)';
comment on column player_stats.best_streak is 'Best ever win streak';
create index ix_player_stats_total_wins on player_stats (total_wins);
create index ix_player_stats_total_points on player_stats (total_points);
create index ix_player_stats_total_games on player_stats (total_games);
`;
