/**
 * The schema design, in the words of PostgreSQL. An indented line belongs to the table above it. A line that
 * begins with a dot is a column.
 */
export const schemaDesign = `
enum game_status: waiting, bidding_trump, frisch, bidding_contract, playing, round_complete, finished
enum game_type: over, under
enum group_role: owner, member
enum round_phase: trump_bidding, frisch, contract_bidding, playing, complete
enum trump_suit: clubs, diamonds, hearts, spades, no_trump
users -- User accounts with authentication and profile data
  .id uuid not null
  .username character varying(32) not null -- Unique username for login (3-32 chars, alphanumeric + _-)
  .email character varying(255) not null -- Unique email address for login and recovery
  .password_hash character varying(128) not null -- Bcrypt hashed password
  .display_name character varying(64) not null -- Display name shown in games (can be changed freely)
  .avatar_url text -- URL to user's avatar image
  .is_active boolean not null default true -- Whether the account is active (false = disabled)
  .last_active timestamp with time zone not null default now() -- Last activity timestamp for presence tracking
  .preferences jsonb not null default '{}'::jsonb -- User preferences: theme, notifications, language
  .created_at timestamp with time zone not null default now()
  .updated_at timestamp with time zone not null default now()
  constraint pk_users PRIMARY KEY (id)
  constraint uq_users_email UNIQUE (email)
  constraint uq_users_username UNIQUE (username)
  UNIQUE index ix_users_email (email)
  UNIQUE index ix_users_username (username)
  UNIQUE index ix_users_username_lower (lower((username)::text))
  index ix_users_email_active (email, is_active)
groups -- Player groups for recurring game sessions
  .id uuid not null
  .name character varying(64) not null -- Group display name (e.g., 'Friday Night Whist')
  .description text -- Optional group description
  .created_by uuid not null -- User who created the group (cannot delete user while group exists)
  .total_games integer not null default 0 -- Total games played by this group
  .total_rounds integer not null default 0 -- Total rounds played by this group
  .last_played_at timestamp with time zone -- When the group last played a game
  .created_at timestamp with time zone not null default now()
  .updated_at timestamp with time zone not null default now()
  constraint pk_groups PRIMARY KEY (id)
  constraint fk_groups_created_by_users FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE RESTRICT
  index ix_groups_created_by (created_by)
  index ix_groups_created_by_created_at (created_by, created_at)
group_members -- Junction table linking users to groups
  .id uuid not null
  .group_id uuid not null -- The group this membership belongs to
  .user_id uuid not null -- The user who is a member
  .role group_role not null default 'member'::group_role -- Role within the group (owner can manage members)
  .joined_at timestamp with time zone not null default now() -- When the user joined the group
  constraint pk_group_members PRIMARY KEY (id)
  constraint fk_group_members_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
  constraint fk_group_members_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_group_members_group_user UNIQUE (group_id, user_id)
  index ix_group_members_group_id (group_id)
  index ix_group_members_user_id (user_id)
games -- Game sessions with room codes and state tracking
  .id uuid not null
  .room_code character varying(6) not null -- 6-character room code for joining (e.g., 'ABC123')
  .admin_id uuid not null -- User who created and controls the game
  .group_id uuid -- Optional group this game belongs to (for group stats)
  .status game_status not null default 'waiting'::game_status -- Current game lifecycle state
  .current_round_number integer not null default 0 -- Current round number (0 = not started)
  .version integer not null default 1 -- Version for optimistic locking
  .ended_at timestamp with time zone -- When the game ended (null if in progress)
  .winner_id uuid -- User who won the game (null if not finished or tie)
  .created_at timestamp with time zone not null default now()
  .updated_at timestamp with time zone not null default now()
  constraint pk_games PRIMARY KEY (id)
  constraint fk_games_admin_id_users FOREIGN KEY (admin_id) REFERENCES users(id) ON DELETE RESTRICT
  constraint fk_games_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE SET NULL
  constraint fk_games_winner_id_users FOREIGN KEY (winner_id) REFERENCES users(id) ON DELETE SET NULL
  constraint ck_games_room_code_uppercase CHECK (((room_code)::text = upper((room_code)::text)))
  constraint ck_games_round_number_non_negative CHECK ((current_round_number >= 0))
  UNIQUE index ix_games_room_code (room_code)
  index ix_games_active_room_code (room_code) WHERE (status <> 'finished'::game_status)
  index ix_games_admin_created (admin_id, created_at)
  index ix_games_admin_id (admin_id)
  index ix_games_group_id (group_id)
  index ix_games_group_status (group_id, status)
  index ix_games_status (status)
game_players -- Players participating in games with seating and scores
  .id uuid not null
  .game_id uuid not null -- The game this player is in
  .user_id uuid not null -- The user playing
  .display_name character varying(64) not null -- Player's display name at time of joining
  .seat_position integer not null -- Seat position (0-3, clockwise from dealer)
  .is_admin boolean not null default false -- Whether this player is the room admin
  .is_connected boolean not null default true -- Current WebSocket connection status
  .final_score integer -- Total score at game end
  .is_winner boolean not null default false -- Whether this player won the game
  .joined_at timestamp with time zone not null default now() -- When the player joined the room
  constraint pk_game_players PRIMARY KEY (id)
  constraint fk_game_players_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint fk_game_players_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_game_players_game_seat UNIQUE (game_id, seat_position)
  constraint uq_game_players_game_user UNIQUE (game_id, user_id)
  constraint ck_game_players_seat_position_valid CHECK (((seat_position >= 0) AND (seat_position <= 3)))
  index ix_game_players_game_id (game_id)
  index ix_game_players_game_user (game_id, user_id)
  index ix_game_players_user_id (user_id)
rounds -- Rounds within games with bidding and play state
  .id uuid not null
  .game_id uuid not null -- The game this round belongs to
  .round_number integer not null -- Round number within the game (1-indexed)
  .phase round_phase not null default 'trump_bidding'::round_phase -- Current phase of the round
  .trump_suit trump_suit -- The winning trump suit (null during bidding)
  .trump_winner_id uuid -- User who won the trump bid
  .trump_bid_amount integer -- The winning trump bid amount
  .frisch_count integer not null default 0 -- Number of frisch rounds (0-3)
  .minimum_bid integer not null default 5 -- Current minimum bid (increases after frisch)
  .game_type game_type -- Over/under based on contract sum (set after all bids)
  .total_contracts integer -- Sum of all contract bids
  .current_bidder_seat integer -- Seat position of current bidder (0-3)
  .consecutive_passes integer not null default 0 -- Number of consecutive passes in trump bidding
  .total_tricks_played integer not null default 0 -- Total tricks completed (0-13)
  .version integer not null default 1 -- Version for optimistic locking
  .created_at timestamp with time zone not null default now()
  .updated_at timestamp with time zone not null default now()
  constraint pk_rounds PRIMARY KEY (id)
  constraint fk_rounds_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint fk_rounds_trump_winner_id_users FOREIGN KEY (trump_winner_id) REFERENCES users(id) ON DELETE SET NULL
  constraint uq_rounds_game_round UNIQUE (game_id, round_number)
  constraint ck_rounds_frisch_count_valid CHECK (((frisch_count >= 0) AND (frisch_count <= 3)))
  constraint ck_rounds_minimum_bid_valid CHECK (((minimum_bid >= 5) AND (minimum_bid <= 8)))
  constraint ck_rounds_round_number_positive CHECK ((round_number > 0))
  constraint ck_rounds_tricks_valid CHECK (((total_tricks_played >= 0) AND (total_tricks_played <= 13)))
  index ix_rounds_game_number (game_id, round_number)
  index ix_rounds_trump_winner (trump_winner_id)
round_players -- Player state within rounds including contracts and tricks
  .id uuid not null
  .round_id uuid not null -- The round this record belongs to
  .user_id uuid not null -- The user this record is for
  .seat_position integer not null -- Seat position (0-3), denormalized for easy access
  .contract_bid integer -- Player's contract bid (0-13, null if not yet bid)
  .bid_order integer -- Order in which player bid (1-4, for last bidder rule)
  .tricks_won integer not null default 0 -- Number of tricks won this round (0-13)
  .score integer -- Score for this round (calculated from contract/tricks)
  .made_contract boolean -- Whether player made their contract
  constraint pk_round_players PRIMARY KEY (id)
  constraint fk_round_players_round_id_rounds FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
  constraint fk_round_players_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_round_players_round_seat UNIQUE (round_id, seat_position)
  constraint uq_round_players_round_user UNIQUE (round_id, user_id)
  constraint ck_round_players_contract_bid_valid CHECK (((contract_bid IS NULL) OR ((contract_bid >= 0) AND (contract_bid <= 13))))
  constraint ck_round_players_seat_position_valid CHECK (((seat_position >= 0) AND (seat_position <= 3)))
  constraint ck_round_players_tricks_won_valid CHECK (((tricks_won >= 0) AND (tricks_won <= 13)))
  index ix_round_players_round_id (round_id)
  index ix_round_players_round_user (round_id, user_id)
trump_bids -- Trump bid history during bidding phase
  .id uuid not null
  .round_id uuid not null -- The round this bid was made in
  .player_id uuid not null -- The user who made the bid
  .amount integer not null -- Bid amount (0 for pass, 5-13 for actual bids)
  .suit trump_suit -- Bid suit (null for pass)
  .is_pass boolean not null default false -- Whether this was a pass (for clarity in queries)
  .created_at timestamp with time zone not null default now() -- When the bid was made
  constraint pk_trump_bids PRIMARY KEY (id)
  constraint fk_trump_bids_player_id_users FOREIGN KEY (player_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_trump_bids_round_id_rounds FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
  constraint ck_trump_bids_bid_valid CHECK ((((is_pass = true) AND (amount = 0) AND (suit IS NULL)) OR ((is_pass = false) AND (amount >= 5) AND (amount <= 13) AND (suit IS NOT NULL))))
  index ix_trump_bids_player (player_id)
  index ix_trump_bids_round_created (round_id, created_at)
player_stats -- Aggregated player statistics updated after each game
  .id uuid not null
  .user_id uuid not null -- The user these stats belong to
  .total_games integer not null default 0 -- Total games played
  .total_rounds integer not null default 0 -- Total rounds played
  .total_wins integer not null default 0 -- Total games won
  .total_points integer not null default 0 -- Total lifetime points scored
  .highest_score integer not null default 0 -- Highest single-game score
  .lowest_score integer not null default 0 -- Lowest single-game score
  .highest_round_score integer not null default 0 -- Highest single-round score
  .contracts_attempted integer not null default 0 -- Total non-zero contracts attempted
  .contracts_made integer not null default 0 -- Total contracts successfully made
  .zeros_attempted integer not null default 0 -- Total zero bids attempted
  .zeros_made integer not null default 0 -- Total zero bids successfully made
  .trump_wins integer not null default 0 -- Times won the trump bid
  .suit_wins jsonb not null default '{}'::jsonb -- Trump wins by suit
  .recent_form jsonb not null default '[]'::jsonb -- Win/loss results of last 10 games
  .current_streak integer not null default 0 -- Current win streak (negative for loss streak)
  .best_streak integer not null default 0 -- Best ever win streak
  .created_at timestamp with time zone not null default now()
  .updated_at timestamp with time zone not null default now()
  constraint pk_player_stats PRIMARY KEY (id)
  constraint fk_player_stats_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_player_stats_user_id UNIQUE (user_id)
  index ix_player_stats_total_games (total_games)
  index ix_player_stats_total_points (total_points)
  index ix_player_stats_total_wins (total_wins)
`;
