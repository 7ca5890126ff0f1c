/** The additions of this project to the schema design, written in the same way. */
export const addedToTheDesign = `
users
  .guest_of uuid -- The account that wrote this guest's name down; null for an account of its own
  constraint fk_users_guest_of_users FOREIGN KEY (guest_of) REFERENCES users(id) ON DELETE SET NULL
  UNIQUE index uq_users_guest_name (guest_of, display_name_folded) WHERE ((guest_of IS NOT NULL) AND (stands_for IS NULL))
  .stands_for uuid -- The account that this guest stands for, which has not agreed to the games (null for none)
  constraint fk_users_stands_for_users FOREIGN KEY (stands_for) REFERENCES users(id) ON DELETE SET NULL
  index ix_users_stands_for (stands_for)
  .username_folded character varying(64) not null -- User name as it is compared, in the folding of the program
  .display_name_folded text not null -- Display name as it is compared, in the folding of the program
  UNIQUE index uq_users_username_folded (username_folded)
games
  .rules jsonb not null default '{}'::jsonb -- Rule profile of the table
  .length jsonb -- When the game ends by itself: {"rounds": n} or {"points": n} (null = open)
  .starting_scores jsonb not null default '[0, 0, 0, 0]'::jsonb -- Scores the game begins with, in seat order
  index ix_games_ended_at (ended_at) WHERE (ended_at IS NOT NULL)
round_players
  index ix_round_players_user_id (user_id)
game_events -- Log of every accepted action; folding it through the rules gives what the other tables say
  .id uuid not null
  .game_id uuid not null -- The game this entry belongs to
  .seq integer not null -- Position in the log of the game, and the version of the game after it
  .type character varying(32) not null -- The action, named as in the protocol
  .payload jsonb not null default '{}'::jsonb -- The action, without its type
  .actor_id uuid -- The user whose terminal it came from (null once that user is deleted)
  .seat integer -- The seat it was recorded for (0-3, null if for none)
  .command_id uuid -- Id the client gave the command (sent again, it changes nothing)
  .created_at timestamp with time zone not null default now() -- When the action was accepted
  constraint pk_game_events PRIMARY KEY (id)
  constraint fk_game_events_actor_id_users FOREIGN KEY (actor_id) REFERENCES users(id) ON DELETE SET NULL
  constraint fk_game_events_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint uq_game_events_game_command UNIQUE (game_id, command_id)
  constraint uq_game_events_game_seq UNIQUE (game_id, seq)
  constraint ck_game_events_seat_valid CHECK (((seat IS NULL) OR ((seat >= 0) AND (seat <= 3))))
sessions -- Signed-in devices and their refresh tokens
  .id uuid not null
  .user_id uuid not null -- The user who signed in
  .refresh_hash character varying(64) not null -- SHA-256 of the current refresh token, in hex
  .created_at timestamp with time zone not null default now() -- When the user signed in
  .expires_at timestamp with time zone not null -- When the refresh token expires
  .revoked_at timestamp with time zone -- When the session was ended (null if it was not)
  constraint pk_sessions PRIMARY KEY (id)
  constraint fk_sessions_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_sessions_refresh_hash UNIQUE (refresh_hash)
  .access_jti uuid not null -- The access token given last
  .terminal character varying(64) -- The name that the terminal gave itself
  .address character varying(45) -- The network address it was last seen at
  .last_seen_at timestamp with time zone not null default now() -- When it was last used
  index ix_sessions_expires_at (expires_at)
  index ix_sessions_user_id (user_id)
spent_refresh_tokens -- Refresh tokens that were traded for the next one; one that is shown again was stolen
  .refresh_hash character varying(64) not null -- SHA-256 of the refresh token, in hex
  .session_id uuid not null -- The session it belonged to
  .spent_at timestamp with time zone not null default now() -- When it was traded for the next one
  constraint pk_spent_refresh_tokens PRIMARY KEY (refresh_hash)
  constraint fk_spent_refresh_tokens_session_id_sessions FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
  index ix_spent_refresh_tokens_session_id (session_id)
server_secrets -- Secrets that all servers on this database share
  .name character varying(32) not null -- The use of the secret
  .value bytea not null -- The secret
  constraint pk_server_secrets PRIMARY KEY (name)
nodes -- Running servers
  .id uuid not null
  .seen_at timestamp with time zone not null default now() -- When the server last said that it is alive
  constraint pk_nodes PRIMARY KEY (id)
presences -- Users at tables, by server
  .game_id uuid not null -- The game whose table it is
  .user_id uuid not null -- The user at the table
  .node_id uuid not null -- The server the terminal is connected to
  .is_connected boolean not null -- Whether a terminal is there
  .since timestamp with time zone not null default now() -- Since when, on the clock of the database
  constraint pk_presences PRIMARY KEY (game_id, user_id, node_id)
  constraint fk_presences_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint fk_presences_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  index ix_presences_node_id (node_id)
player_stats
  .rating double precision not null default 1000 -- Elo rating after the last game
  index ix_player_stats_rating (rating)
results -- The result of a finished game for one of its players
  .game_id uuid not null -- The finished game
  .user_id uuid not null -- The player
  .ended_at timestamp with time zone not null -- When the game ended
  .profile uuid not null -- The rule profile of the game, as the md5 of games.rules
  .score integer -- Final score (null for a player who gave the seat to a substitute)
  .place integer -- Place in the game, ties share one (null without a final score)
  .is_winner boolean not null -- Whether the game was won, alone or shared
  .rounds integer not null -- Rounds played by this player
  .best_round integer -- Highest score of a round (null without one)
  .contracts_attempted integer not null -- Contracts above zero
  .contracts_made integer not null -- Contracts above zero made
  .zeros_attempted integer not null -- Contracts of zero
  .zeros_made integer not null -- Contracts of zero made
  .deficit integer not null -- Most points behind the leader at the end of a round
  .frisch_survived boolean not null -- Whether a contract was made as declarer after three frisch
  constraint pk_results PRIMARY KEY (game_id, user_id)
  constraint fk_results_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint fk_results_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  index ix_results_user_id_ended_at (user_id, ended_at, game_id)
  index ix_results_ended_at_game_id (ended_at, game_id)
claims -- Requests for the games of a guest or of another account, which wait for consent
  .id uuid not null
  .claimant_id uuid not null -- The account that asks for the games
  .claimed_id uuid not null -- The guest or account whose games they are
  .created_at timestamp with time zone not null default now() -- When it was asked
  constraint pk_claims PRIMARY KEY (id)
  constraint uq_claims_claimant_claimed UNIQUE (claimant_id, claimed_id)
  constraint fk_claims_claimant_id_users FOREIGN KEY (claimant_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_claims_claimed_id_users FOREIGN KEY (claimed_id) REFERENCES users(id) ON DELETE CASCADE
  index ix_claims_claimed_id (claimed_id)
  .offered_by uuid -- The host who offers the games to the claimant, who decides then (null if the claimant asked)
  .group_id uuid -- The group of the games that are offered (null if of none)
  .agreed_games uuid[] -- The games of the claimed player when the claimant asked last (null for an offer)
  constraint fk_claims_offered_by_users FOREIGN KEY (offered_by) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_claims_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE SET NULL
  index ix_claims_offered_by (offered_by)
  index ix_claims_group_id (group_id)
results
  .group_id uuid -- The group of the game
  .contracts_total integer not null -- Sum of the contracts of all rounds
  .won_clubs integer not null -- Auctions won in clubs
  .won_diamonds integer not null -- Auctions won in diamonds
  .won_hearts integer not null -- Auctions won in hearts
  .won_spades integer not null -- Auctions won in spades
  .won_no_trump integer not null -- Auctions won in no trump
  .opponents uuid[] not null -- The others with a final score, by seat; none if the player has none
  .opponent_scores integer[] not null -- Their final scores
  constraint fk_results_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE SET NULL
  index ix_results_group_id (group_id)
profile_stats -- Lifetime statistics of a player under one rule profile
  .user_id uuid not null -- The user these stats belong to
  .profile uuid not null -- The rule profile, as the md5 of games.rules
  .games integer not null -- Games with a final score
  .wins integer not null -- Games won, alone or shared
  .points integer not null -- Points of these games
  .contracts_attempted integer not null -- Contracts above zero
  .contracts_made integer not null -- Contracts above zero made
  constraint pk_profile_stats PRIMARY KEY (user_id, profile)
  constraint fk_profile_stats_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  index ix_profile_stats_profile (profile)
pending_ratings -- The first game whose ratings are pending; one row
  .id integer not null
  .ended_at timestamp with time zone -- When the first game ended whose ratings are to be recomputed (null if none are)
  .game_id uuid -- The first game whose ratings are to be recomputed
  constraint pk_pending_ratings PRIMARY KEY (id)
commands -- Writes that were done, so that one that is sent again is not done again
  .sender_id uuid not null -- The user who sent it (the nil UUID for the operator)
  .id uuid not null -- Id the client gave the command
  .method character varying(32) not null -- The method, named as in the protocol
  .answer jsonb -- The answer (null if it held tokens)
  .created_at timestamp with time zone not null default now() -- When it was done
  constraint pk_commands PRIMARY KEY (sender_id, id)
  index ix_commands_created_at (created_at)
player_stats
  .is_pending boolean not null default false -- Whether the counters are to be recomputed
  index ix_player_stats_pending (user_id) WHERE is_pending
games
  .sheet_scope uuid -- The group or user whose sheets are told apart by sheet_id (null if played here)
  .sheet_id character varying(200) -- Tells the score sheet from others of its scope (null if played here)
  .sheet_digest uuid -- MD5 of the score sheet as it was imported last (null if played here)
  UNIQUE index uq_games_sheet (sheet_id, sheet_scope) WHERE (sheet_id IS NOT NULL)
game_ratings -- The ratings of the players after a game
  .game_id uuid not null -- The finished game
  .ended_at timestamp with time zone not null -- When the game ended; ratings follow this order
  .user_ids uuid[] not null -- The players with a final score, in the order of their ids
  .scores integer[] not null -- Their final scores
  .ratings double precision[] -- Their Elo ratings after the game (null if they are not computed yet)
  constraint pk_game_ratings PRIMARY KEY (game_id)
  constraint fk_game_ratings_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  index ix_game_ratings_ended_at_game_id (ended_at, game_id)
notices -- News for one user, which waits until a terminal has shown it
  .id uuid not null
  .user_id uuid not null -- The user it concerns
  .kind character varying(32) not null -- The kind, named as in the protocol
  .game_id uuid -- The game it is about (null if about none)
  .group_id uuid -- The group it is about (null if about none)
  .claim_id uuid -- The claim that waits (null if about none)
  .by_id uuid -- The user who did it (null if it was the operator, or time)
  .session_id uuid -- The session that did it, which is not told (null if none did)
  .details jsonb not null default '{}'::jsonb -- The other fields of its kind
  .created_at timestamp with time zone not null default now() -- When it happened
  .read_at timestamp with time zone -- When a terminal had shown it (null if none has)
  constraint pk_notices PRIMARY KEY (id)
  constraint fk_notices_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_notices_game_id_games FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE
  constraint fk_notices_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
  constraint fk_notices_claim_id_claims FOREIGN KEY (claim_id) REFERENCES claims(id) ON DELETE CASCADE
  constraint fk_notices_by_id_users FOREIGN KEY (by_id) REFERENCES users(id) ON DELETE SET NULL
  index ix_notices_user_id (user_id, id)
  index ix_notices_game_id (game_id)
  index ix_notices_group_id (group_id)
  index ix_notices_claim_id (claim_id)
  index ix_notices_by_id (by_id)
  index ix_notices_created_at (created_at)
  UNIQUE index uq_notices_about (user_id, kind, COALESCE(game_id, group_id, claim_id)) WHERE (COALESCE(game_id, group_id, claim_id) IS NOT NULL)
operator_actions -- Audit log: the actions of operators
  .id uuid not null
  .at timestamp with time zone not null default now() -- When it was done
  .method character varying(32) not null -- The method, named as in the protocol
  .subject text -- The user name of the account at that time (null if it was about none)
  .details jsonb not null default '{}'::jsonb -- More about it, by method; never a code or a token
  .token_id uuid -- The id of the token that was used (null if it had none)
  constraint pk_operator_actions PRIMARY KEY (id)
  index ix_operator_actions_at_id (at, id)
password_codes -- Codes of the operator with which people set another password; each can be used once
  .user_id uuid not null -- The user who gets the code
  .code_hash character varying(64) not null -- SHA-256 of the code, in hex
  .expires_at timestamp with time zone not null -- When the code expires
  constraint pk_password_codes PRIMARY KEY (user_id)
  constraint fk_password_codes_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
groups
  .is_pending boolean not null default false -- Whether the counters are to be recomputed
  index ix_groups_pending (id) WHERE is_pending
group_invitations -- Accounts that were invited to a group and have not answered yet
  .id uuid not null
  .group_id uuid not null -- The group
  .user_id uuid not null -- The user who was invited
  .invited_by uuid not null -- The user who invited
  .created_at timestamp with time zone not null default now() -- When it was made
  constraint pk_group_invitations PRIMARY KEY (id)
  constraint fk_group_invitations_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
  constraint fk_group_invitations_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_group_invitations_invited_by_users FOREIGN KEY (invited_by) REFERENCES users(id) ON DELETE CASCADE
  constraint uq_group_invitations_group_user UNIQUE (group_id, user_id)
  index ix_group_invitations_user_id (user_id)
  index ix_group_invitations_invited_by (invited_by)
blocks -- Users and groups whose invitations and claims do not reach a user
  .id uuid not null
  .user_id uuid not null -- The user who is left alone
  .blocked_user_id uuid -- The user who is blocked (null for a group)
  .blocked_group_id uuid -- The group that is blocked (null for a user)
  .created_at timestamp with time zone not null default now() -- When it was blocked
  constraint pk_blocks PRIMARY KEY (id)
  constraint fk_blocks_user_id_users FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_blocks_blocked_user_id_users FOREIGN KEY (blocked_user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint fk_blocks_blocked_group_id_groups FOREIGN KEY (blocked_group_id) REFERENCES groups(id) ON DELETE CASCADE
  constraint uq_blocks_user_blocked_user UNIQUE (user_id, blocked_user_id)
  constraint uq_blocks_user_blocked_group UNIQUE (user_id, blocked_group_id)
  constraint ck_blocks_one CHECK (((blocked_user_id IS NULL) <> (blocked_group_id IS NULL)))
  index ix_blocks_blocked_user_id (blocked_user_id)
  index ix_blocks_blocked_group_id (blocked_group_id)
`;
