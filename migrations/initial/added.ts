/**
 * Additions to the schema design: the log of every game; the rule profile, length and starting scores of a
 * game; guests who can be claimed; an index of the rounds of a player; and sessions.
 */
export const added = `
create table game_events (
  id uuid not null,
  game_id uuid not null,
  seq integer not null,
  type varchar(32) not null,
  payload jsonb not null default '{}',
  actor_id uuid,
  seat integer,
  command_id uuid,
  created_at timestamptz not null default now(),
  constraint pk_game_events primary key (id),
  constraint fk_game_events_game_id_games foreign key (game_id) references games (id) on delete cascade,
  constraint fk_game_events_actor_id_users foreign key (actor_id) references users (id) on delete set null,
  constraint uq_game_events_game_seq unique (game_id, seq),
  constraint uq_game_events_game_command unique (game_id, command_id),
  constraint ck_game_events_seat_valid check (seat is null or (seat >= 0 and seat <= 3))
);
comment on table game_events is 'Log of every accepted action; folding it through the rules gives what the other tables say';
comment on column game_events.game_id is 'The game this entry belongs to';
comment on column game_events.seq is 'Position in the log of the game, and the version of the game after it';
comment on column game_events.type is 'What happened, named as in the protocol';
comment on column game_events.payload is 'The action, without its type';
comment on column game_events.actor_id is 'The user whose terminal it came from (null once that user is deleted)';
comment on column game_events.seat is 'The seat it was recorded for (0-3, null if for none)';
comment on column game_events.command_id is 'Id the client gave the command (sent again, it changes nothing)';
comment on column game_events.created_at is 'When the action was accepted';

alter table games
  add column rules jsonb not null default '{}',
  add column length jsonb,
  add column starting_scores jsonb not null default '[0,0,0,0]';
comment on column games.rules is 'Rule profile of the table';
comment on column games.length is 'When the game ends by itself: {"rounds": n} or {"points": n} (null = open)';
comment on column games.starting_scores is 'Scores the game begins with, in seat order';

alter table users
  add column guest_of uuid,
  add constraint fk_users_guest_of_users foreign key (guest_of) references users (id) on delete set null;
comment on column users.guest_of is 'The account that wrote this guest''s name down; null for an account of its own';
create unique index uq_users_guest_name on users (guest_of, lower(display_name)) where guest_of is not null;

-- A substitute's rounds lie in games that the substitute has no seat in; statistics find them here.
create index ix_round_players_user_id on round_players (user_id);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  refresh_hash varchar(64) not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint pk_sessions primary key (id),
  constraint fk_sessions_user_id_users foreign key (user_id) references users (id) on delete cascade,
  constraint uq_sessions_refresh_hash unique (refresh_hash)
);
comment on table sessions is 'Signed-in devices and their refresh tokens';
comment on column sessions.user_id is 'The user who signed in';
comment on column sessions.refresh_hash is 'SHA-256 of the current refresh token, in hex';
comment on column sessions.created_at is 'When the user signed in';
comment on column sessions.expires_at is 'When the refresh token expires';
comment on column sessions.revoked_at is 'When the session was ended (null if it was not)';
create index ix_sessions_user_id on sessions (user_id);
`;
