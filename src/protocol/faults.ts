/** JSON-RPC 2.0 error codes; every refusal that is not about the frame itself is `refused`. */
export const errorCodes = {
  notJson: -32700,
  notARequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  refused: -32000,
} as const;

/** Every stable reason with the sentence a person reads. Programs go by the reason, sentences may get better. */
export const reasons = {
  parse_error: 'The frame is not JSON; send one JSON-RPC 2.0 request a frame.',
  invalid_request:
    'The frame is not a JSON-RPC 2.0 request with an id; send { jsonrpc, id, method, params }.',
  unknown_method: 'There is no such method; the reference page lists them all.',
  invalid_params: 'The params are not what this method takes.',
  internal_error:
    'Something went wrong on the server and nothing was changed; try again, and tell the host if it stays.',
  rate_limited: 'Too many of these in a short time; try again later.',
  try_again: 'The server could not save this just now; try again.',

  unauthenticated: 'This connection is not logged in; call auth.resume, auth.login or auth.register first.',
  invalid_credentials: 'The name or the password is not right.',
  invalid_token: 'This session has ended; log in again.',
  not_operator: 'Only who runs this server may do this; run it where the secret of the server can be read.',
  username_taken: 'This user name is taken; choose another.',
  email_taken: 'There is an account with this email address already; log in instead.',
  user_not_found: 'There is no such user.',
  guest_not_found: 'No guest of this name played in such a game.',
  own_account: 'This is the account you are logged in with; name the other one.',
  claim_not_found: 'There is no such claim among those you have asked for or are to decide about.',
  played_together: 'The two sat at one table together, so they cannot be one person.',

  room_not_found: 'There is no room with this code; check it with the host.',
  game_not_found: 'There is no such game among yours.',
  group_not_found: 'There is no such group among yours.',
  not_owner: 'Only the owner of the group may do this.',
  already_member: 'This player is in the group already.',
  not_member: 'This player is not in the group.',
  owner_stays: 'The owner cannot leave the group; hand it over first, or delete it.',
  not_in_room: 'You are not in this room; join it first.',
  not_seated: 'You have no seat at this table; only players may do this.',
  not_host: 'Only the host may do this.',
  not_your_seat:
    'This seat is not yours to record for; only its player may, or the host, or the table once its player is away too long.',
  fenced: 'You went on with this seat on another terminal; join the room again to take it back here.',
  room_full: 'All four seats are taken; you can watch instead.',
  seat_taken: 'This seat is taken; choose another.',
  already_seated: 'This player has a seat at the table already.',
  seats_incomplete: 'A game needs all four seats taken; wait for more players or add guests.',
  seats_mismatch: 'The seating must name everybody who is seated, each once.',
  seat_empty: 'Nobody sits in this seat.',
  guest_cannot_host: 'A guest has no account and cannot host; choose a player with one.',
  version_conflict: 'The table has moved on since then; look again and repeat it if it still fits.',

  wrong_phase: 'This does not fit what the table is doing now.',
  not_your_turn: 'It is not this seat’s turn.',
  bid_too_low:
    'The bid must reach the minimum and beat the highest bid: a larger amount, or the same in a higher suit.',
  passed_out: 'This seat has passed and is out of this auction.',
  auction_under_way:
    'Bids have been recorded since the last deal or frisch; undo them, or record the auction as it stands.',
  frisch_out_of_range: 'There cannot have been that many card exchanges in this round.',
  contract_below_bid: 'The declarer’s contract must be at least the winning bid.',
  contract_makes_13: 'The four contracts may not add up to 13; choose another number.',
  tricks_not_13: 'The tricks of the four seats must add up to 13; count again.',
  round_not_finished: 'There is no finished round of this number.',
  nothing_to_undo: 'There is nothing to take back.',
} as const;

export type Reason = keyof typeof reasons;

/** A refusal: an expected failure with its stable reason, and what else a program needs to know. */
export interface Refusal {
  readonly reason: Reason;
  /** The sentence for a person; that of `reasons` where it has nothing to add. */
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A refusal, with its usual sentence unless a better one is at hand. */
export function refusal(reason: Reason, details: { message?: string; data?: Refusal['data'] } = {}): Refusal {
  const { message = reasons[reason], data } = details;
  return { reason, message, ...(data && { data }) };
}

export type Refused = { readonly refused: Refusal };

/** An outcome that is a refusal. */
export function refuse(...args: Parameters<typeof refusal>): Refused {
  return { refused: refusal(...args) };
}

/** The JSON-RPC code that goes with a reason. */
export function errorCode(reason: Reason): number {
  switch (reason) {
    case 'parse_error':
      return errorCodes.notJson;
    case 'invalid_request':
      return errorCodes.notARequest;
    case 'unknown_method':
      return errorCodes.unknownMethod;
    case 'invalid_params':
      return errorCodes.invalidParams;
    case 'internal_error':
      return errorCodes.internal;
    default:
      return errorCodes.refused;
  }
}

/** Why the server closes a socket. */
export const closeCodes = {
  1001: 'The server is stopping; come back in a moment.',
  1003: 'A binary frame; every frame is text.',
  1008: 'Not logged in within ten seconds of connecting.',
  1009: 'A frame larger than 64 KiB.',
  1013: 'This client reads too slowly; connect again and ask for the state.',
  4401: 'This session has ended; log in again.',
} as const;
export type CloseCode = keyof typeof closeCodes;
