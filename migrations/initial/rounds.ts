/** Rounds, round players and trump bids: section 7 of the schema design. */
export const rounds = `
create table rounds (
  id uuid not null,
  game_id uuid not null,
  round_number integer not null,
  phase round_phase not null default 'trump_bidding',
  trump_suit trump_suit,
  trump_winner_id uuid,
  trump_bid_amount integer,
  frisch_count integer not null default 0,
  minimum_bid integer not null default 5,
  game_type game_type,
  total_contracts integer,
  current_bidder_seat integer,
  consecutive_passes integer not null default 0,
  total_tricks_played integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pk_rounds primary key (id),
  constraint fk_rounds_game_id_games foreign key (game_id) references games (id) on delete cascade,
  constraint fk_rounds_trump_winner_id_users foreign key (trump_winner_id) references users (id) on delete set null,
  constraint uq_rounds_game_round unique (game_id, round_number),
  constraint ck_rounds_round_number_positive check (round_number > 0),
  constraint ck_rounds_frisch_count_valid check (frisch_count >= 0 and frisch_count <= 3),
  constraint ck_rounds_minimum_bid_valid check (minimum_bid >= 5 and minimum_bid <= 8),
  constraint ck_rounds_tricks_valid check (total_tricks_played >= 0 and total_tricks_played <= 13)
);
comment on table rounds is 'Rounds within games with bidding and play state';
comment on column rounds.game_id is 'The game this round belongs to';
comment on column rounds.round_number is 'Round number within the game (1-indexed)';
comment on column rounds.phase is 'Current phase of the round';
comment on column rounds.trump_suit is 'The winning trump suit (null during bidding)';
comment on column rounds.trump_winner_id is 'User who won the trump bid';
comment on column rounds.trump_bid_amount is 'The winning trump bid amount';
comment on column rounds.frisch_count is 'Number of frisch rounds (0-3)';
comment on column rounds.minimum_bid is 'Current minimum bid (increases after frisch)';
comment on column rounds.game_type is 'Over/under based on contract sum (set after all bids)';
comment on column rounds.total_contracts is 'Sum of all contract bids';
comment on column rounds.current_bidder_seat is 'Seat position of current bidder (0-3)';
comment on column rounds.consecutive_passes is 'Number of consecutive passes in trump bidding';
comment on column rounds.total_tricks_played is 'Total tricks completed (0-13)';
comment on column rounds.version is 'Version for optimistic locking';
create index ix_rounds_game_number on rounds (game_id, round_number);
create index ix_rounds_trump_winner on rounds (trump_winner_id);

create table round_players (
  id uuid not null,
  round_id uuid not null,
  user_id uuid not null,
  seat_position integer not null,
  contract_bid integer,
  bid_order integer,
  tricks_won integer not null default 0,
  score integer,
  made_contract boolean,
  constraint pk_round_players primary key (id),
  constraint fk_round_players_round_id_rounds foreign key (round_id) references rounds (id) on delete cascade,
  constraint fk_round_players_user_id_users foreign key (user_id) references users (id) on delete cascade,
  constraint uq_round_players_round_user unique (round_id, user_id),
  constraint uq_round_players_round_seat unique (round_id, seat_position),
  constraint ck_round_players_seat_position_valid check (seat_position >= 0 and seat_position <= 3),
  constraint ck_round_players_contract_bid_valid
    check (contract_bid is null or (contract_bid >= 0 and contract_bid <= 13)),
  constraint ck_round_players_tricks_won_valid check (tricks_won >= 0 and tricks_won <= 13)
);
comment on table round_players is 'Player state within rounds including contracts and tricks';
comment on column round_players.round_id is 'The round this record belongs to';
comment on column round_players.user_id is 'The user this record is for';
comment on column round_players.seat_position is 'Seat position (0-3), denormalized for easy access';
comment on column round_players.contract_bid is 'Player''s contract bid (0-13, null if not yet bid)';
comment on column round_players.bid_order is 'Order in which player bid (1-4, for last bidder rule)';
comment on column round_players.tricks_won is 'Number of tricks won this round (0-13)';
comment on column round_players.score is 'Score for this round (calculated from contract/tricks)';
comment on column round_players.made_contract is 'Whether player made their contract';
create index ix_round_players_round_id on round_players (round_id);
create index ix_round_players_round_user on round_players (round_id, user_id);

create table trump_bids (
  id uuid not null,
  round_id uuid not null,
  player_id uuid not null,
  amount integer not null,
  suit trump_suit,
  is_pass boolean not null default false,
  created_at timestamptz not null default now(),
  constraint pk_trump_bids primary key (id),
  constraint fk_trump_bids_round_id_rounds foreign key (round_id) references rounds (id) on delete cascade,
  constraint fk_trump_bids_player_id_users foreign key (player_id) references users (id) on delete cascade,
  constraint ck_trump_bids_bid_valid check (
    (is_pass = true and amount = 0 and suit is null)
    or (is_pass = false and amount >= 5 and amount <= 13 and suit is not null)
  )
);
comment on table trump_bids is 'Trump bid history during bidding phase';
comment on column trump_bids.round_id is 'The round this bid was made in';
comment on column trump_bids.player_id is 'The user who made the bid';
comment on column trump_bids.amount is 'Bid amount (0 for pass, 5-13 for actual bids)';
comment on column trump_bids.suit is 'Bid suit (null for pass)';
comment on column trump_bids.is_pass is 'Whether this was a pass (for clarity in queries)';
comment on column trump_bids.created_at is 'When the bid was made';
create index ix_trump_bids_round_created on trump_bids (round_id, created_at);
create index ix_trump_bids_player on trump_bids (player_id);
`;
