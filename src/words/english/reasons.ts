/**
 * The usual sentence of every refusal. The keys are the reasons of the protocol. Programs depend on them, so
 * never rename one. The sentences may change.
 */
export const reasons = {
  parse_error: 'The frame is not JSON; send one JSON-RPC 2.0 request a frame.',
  invalid_request:
    'The frame is not a JSON-RPC 2.0 request with an id; send { jsonrpc, id, method, params }.',
  unknown_method: 'There is no such method; the reference page lists them all.',
  invalid_params: 'The params are not what this method takes.',
  internal_error:
    'Something went wrong on the server and nothing was changed; try again, and tell the host if it happens again.',
  rate_limited: 'Too many of these in a short time; try again later.',
  try_again: 'The server could not save this just now; try again.',

  unauthenticated: 'This connection is not logged in; call auth.resume, auth.login or auth.register first.',
  invalid_credentials: 'The name or the password is not right.',
  account_disabled: 'The operator has disabled this account.',
  account_closed: 'This account was closed for good.',
  invalid_code:
    'This code is not right for this user name, or it was used or has expired. Ask the operator for a new one.',
  invalid_token: 'This session has ended; log in again.',
  not_operator:
    'Only the operator of this server may do this; run it where the secret of the server can be read.',
  weak_password: 'This password is easy to guess; choose another.',
  username_reserved: 'This user name is reserved; choose another.',
  display_name_reserved: 'This name is reserved; choose another.',
  username_taken: 'This user name is taken; choose another.',
  email_taken: 'There is an account with this email address already; log in instead.',
  session_not_found: 'You have no such session; it may have ended already.',
  user_not_found: 'There is no such user.',
  guest_not_found: 'No guest of this name played in such a game.',
  own_account: 'This is the account you are logged in with; name the other one.',
  claim_not_found: 'You have no such claim, neither to decide nor of your own.',
  claim_changed:
    'These are not the games that were agreed to. List the claims again; a guest who has new games must be claimed again.',
  played_together: 'These two players sat at one table at the same time, so they are not one person.',

  room_not_found: 'There is no room with this code; check it with the host.',
  game_not_found: 'There is no such game among yours.',
  group_not_found: 'There is no such group among yours.',
  group_name_taken: 'You are in a group of this name already; choose another name.',
  not_owner: 'Only the owner of the group may do this.',
  already_member: 'This player is in the group already.',
  already_invited: 'This player is invited already and has not answered yet.',
  invitation_not_found: 'You have no invitation to such a group; the owner may have taken it back.',
  too_many_groups: 'You are in 200 groups, and there can be no more; leave one first.',
  too_many_invitations:
    'Too many invitations wait for this player or in this group; wait until some are answered.',
  not_member: 'This player is not in the group.',
  owner_stays: 'The owner cannot leave the group; hand it over first, or delete it.',
  owns_groups: 'You own groups with other members; hand them over first.',
  name_alike: 'Another name at this table looks like this one; choose another.',
  no_watchers: 'The host of this room lets nobody watch.',
  not_in_room: 'You are not in this room; join it first.',
  not_seated: 'You have no seat at this table; only players may do this.',
  not_host: 'Only the host may do this.',
  not_your_seat:
    'This seat is not yours. Only its player and the host may act for it, and the table once its player has been away too long.',
  fenced: 'You joined this room on another terminal; join it again here to go on.',
  log_full: 'The log of this game has ten thousand entries and takes no more; end the game.',
  too_many_rooms: 'This connection is in a hundred rooms; leave one of them, or connect again.',
  room_full: 'All four seats are taken; you can watch instead.',
  seat_taken: 'This seat is taken; choose another.',
  already_seated: 'This player has a seat at the table already.',
  seats_incomplete: 'A game needs all four seats taken; wait for more players or add guests.',
  seats_mismatch: 'The seating must name every seated player once.',
  seat_empty: 'This seat is empty.',
  guest_cannot_host: 'A guest has no account and cannot host; choose a player with one.',
  version_conflict:
    'The table has changed since then. Look again, and repeat your action if it is still right.',

  wrong_phase: 'This is not possible at this point of the game.',
  not_your_turn: 'It is not this seat’s turn.',
  bid_too_low:
    'The bid must reach the minimum and beat the highest bid: a larger amount, or the same in a higher suit.',
  passed_out: 'This seat has passed and is out of this auction.',
  auction_under_way:
    'The auction has begun, so the number of frisch cannot be raised. Undo the bids and passes first, or leave the number as it is.',
  frisch_out_of_range: 'There cannot have been that many card exchanges in this round.',
  contract_below_bid: 'The declarer’s contract must be at least the winning bid.',
  contract_makes_13: 'The four contracts may not add up to 13; choose another number.',
  tricks_not_13: 'The tricks of the four seats must add up to 13; count again.',
  round_not_finished: 'There is no finished round of this number.',
  nothing_to_undo: 'There is nothing to take back.',
};
