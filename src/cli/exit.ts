import type { Reason, Refusal } from '../protocol/index.ts';

/** The exit codes of all commands. A command that a signal ends has 128 and the number of the signal: 130 or 143. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  badInput: 65,
  serverNotReached: 69,
  folderLocked: 73,
  disk: 74,
  tryAgain: 75,
  notAllowed: 77,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An expected failure of a command: one sentence for a person, one exit code for a program. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly reason: string;

  constructor(exitCode: ExitCode, reason: string, sentence: string) {
    super(sentence);
    this.exitCode = exitCode;
    this.reason = reason;
  }
}

const notAllowed: ReadonlySet<Reason> = new Set([
  'unauthenticated',
  'invalid_credentials',
  'invalid_token',
  'invalid_code',
  'account_disabled',
  'not_in_room',
  'no_watchers',
  'not_seated',
  'not_host',
  'not_operator',
  'not_owner',
  'fenced',
  'not_your_seat',
]);
const tryAgain: ReadonlySet<Reason> = new Set([
  'try_again',
  'rate_limited',
  'too_many_rooms',
  'version_conflict',
]);

/** The failure of a command that the server refused. */
export function refusedBy({ reason, message }: Refusal): Failure {
  return new Failure(codeOf(reason), reason, message);
}

function codeOf(reason: Reason): ExitCode {
  if (notAllowed.has(reason)) return exitCodes.notAllowed;
  if (tryAgain.has(reason)) return exitCodes.tryAgain;
  return reason === 'internal_error' ? exitCodes.unexpected : exitCodes.badInput;
}
