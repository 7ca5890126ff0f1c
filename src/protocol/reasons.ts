import { wireWords, type Words } from '../words/index.ts';

/** The stable name of a refusal. Every reason has a sentence in every language. */
export type Reason = keyof Words['reasons'];

/** A refusal: an expected failure with its stable reason, and data for programs. */
export interface Refusal {
  readonly reason: Reason;
  /** A sentence for a person. Usually it is the default sentence of the reason. */
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export type Refused = { readonly refused: Refusal };

/** A refusal, with the default sentence of the reason if no other is given. */
export function refusal(reason: Reason, details: { message?: string; data?: Refusal['data'] } = {}): Refusal {
  const { message = wireWords.reasons[reason], data } = details;
  return { reason, message, ...(data && { data }) };
}

/** An outcome that is a refusal. */
export function refuse(...args: Parameters<typeof refusal>): Refused {
  return { refused: refusal(...args) };
}

/** The refusal of somebody who asks too often. `retryAfter` is in seconds. */
export const tooMany = (retryAfter: number): Refused =>
  refuse('rate_limited', { message: wireWords.explanations.tooMany(retryAfter), data: { retryAfter } });

export function isReason(text: unknown): text is Reason {
  return typeof text === 'string' && Object.hasOwn(wireWords.reasons, text);
}

/** The JSON-RPC 2.0 codes for refusals of the frame itself. All other refusals have one code. */
const errorCodes: Partial<Record<Reason, number>> = {
  parse_error: -32700,
  invalid_request: -32600,
  unknown_method: -32601,
  invalid_params: -32602,
  internal_error: -32603,
};

/** The JSON-RPC code that goes with a reason. */
export const errorCode = (reason: Reason): number => errorCodes[reason] ?? -32000;

/** Why the server closes a socket. */
export const closeCodes = {
  1001: 'The server is stopping; come back in a moment.',
  1003: 'A binary frame; every frame is text.',
  1008: 'Not logged in within five seconds.',
  1009: 'A frame larger than 64 KiB, or larger than 4 KiB before the login.',
  1013: 'This client reads too slowly, or its user has too many sockets; connect again and ask for the state.',
  4401: 'This session has ended; log in again.',
} as const;
export type CloseCode = keyof typeof closeCodes;
