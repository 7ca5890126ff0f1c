/** Games and game players: section 6 of the schema design. */
export const games = `
create table games (
  id uuid not null,
  room_code varchar(6) not null,
  admin_id uuid not null,
  group_id uuid,
  status game_status not null default 'waiting',
  current_round_number integer not null default 0,
  version integer not null default 1,
  ended_at timestamptz,
  winner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pk_games primary key (id),
  constraint fk_games_admin_id_users foreign key (admin_id) references users (id) on delete restrict,
  constraint fk_games_group_id_groups foreign key (group_id) references groups (id) on delete set null,
  constraint fk_games_winner_id_users foreign key (winner_id) references users (id) on delete set null,
  constraint ck_games_room_code_uppercase check (room_code = upper(room_code)),
  constraint ck_games_round_number_non_negative check (current_round_number >= 0)
);
comment on table games is 'Game sessions with room codes and state tracking';
comment on column games.room_code is '6-character room code for joining (e.g., ''ABC123'')';
comment on column games.admin_id is 'User who created and controls the game';
comment on column games.group_id is 'Optional group this game belongs to (for group stats)';
comment on column games.status is 'Current game lifecycle state';
comment on column games.current_round_number is 'Current round number (0 = not started)';
comment on column games.version is 'Version for optimistic locking';
comment on column games.ended_at is 'When the game ended (null if in progress)';
comment on column games.winner_id is 'User who won the game (null if not finished or tie)';
create unique index ix_games_room_code on games (room_code);
create index ix_games_admin_id on games (admin_id);
create index ix_games_group_id on games (group_id);
create index ix_games_status on games (status);
create index ix_games_group_status on games (group_id, status);
create index ix_games_admin_created on games (admin_id, created_at);
create index ix_games_active_room_code on games (room_code) where status <> 'finished';

create table game_players (
  id uuid not null,
  game_id uuid not null,
  user_id uuid not null,
  display_name varchar(64) not null,
  seat_position integer not null,
  is_admin boolean not null default false,
  is_connected boolean not null default true,
  final_score integer,
  is_winner boolean not null default false,
  joined_at timestamptz not null default now(),
  constraint pk_game_players primary key (id),
  constraint fk_game_players_game_id_games foreign key (game_id) references games (id) on delete cascade,
  constraint fk_game_players_user_id_users foreign key (user_id) references users (id) on delete cascade,
  constraint uq_game_players_game_user unique (game_id, user_id),
  constraint uq_game_players_game_seat unique (game_id, seat_position),
  constraint ck_game_players_seat_position_valid check (seat_position >= 0 and seat_position <= 3)
);
comment on table game_players is 'Players participating in games with seating and scores';
comment on column game_players.game_id is 'The game this player is in';
comment on column game_players.user_id is 'The user playing';
comment on column game_players.display_name is 'Player''s display name at time of joining';
comment on column game_players.seat_position is 'Seat position (0-3, clockwise from dealer)';
comment on column game_players.is_admin is 'Whether this player is the room admin';
comment on column game_players.is_connected is 'Current WebSocket connection status';
comment on column game_players.final_score is 'Total score at game end';
comment on column game_players.is_winner is 'Whether this player won the game';
comment on column game_players.joined_at is 'When the player joined the room';
create index ix_game_players_game_id on game_players (game_id);
create index ix_game_players_user_id on game_players (user_id);
create index ix_game_players_game_user on game_players (game_id, user_id);
`;
