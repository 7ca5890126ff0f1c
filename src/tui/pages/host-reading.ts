import type { GameStatus } from '../../rules/index.ts';
import { fingerprintLines, words } from '../../words/index.ts';

const said = words.pages.host;
const { reader } = words;

/** How a server is now. */
export interface HostState {
  readonly rooms: readonly {
    readonly code: string;
    readonly status: GameStatus;
    readonly round: number;
    readonly players: readonly string[];
  }[];
  readonly users: number;
  /** The changes of rooms since the start. */
  readonly changes: number;
  readonly isDatabaseUp: boolean;
  /** Null if the server has no Redis. */
  readonly isRedisUp: boolean | null;
  /** The last warnings, newest first. */
  readonly warnings: readonly { readonly at: string; readonly text: string }[];
}

export interface HostOptions {
  readonly url: string;
  /** The address for other machines; null if they cannot reach the server. */
  readonly elsewhere: string | null;
  /** The SHA-256 of the certificate that new connections get; null if nothing is encrypted. */
  readonly fingerprint: () => string | null;
  /** The lines that say how to begin. */
  readonly howTo: readonly string[];
  readonly database: string;
  readonly look: () => Promise<HostState>;
  readonly noColor: boolean;
  /** Sentences for a screen reader in place of a picture. */
  readonly isRead: boolean;
}

/** A new server in sentences for a screen reader: where it is, how to begin, and the keys. */
export const firstSentences = ({
  url,
  elsewhere,
  fingerprint,
  howTo,
  database,
}: HostOptions): readonly string[] => [
  `whist, ${said.title}`,
  `${said.address}: ${url}`,
  `${said.elsewhere}: ${elsewhere ?? said.onlyHere}`,
  ...lineRows({ elsewhere, fingerprint }).map(({ title, text }) => `${title}: ${text.join(':')}`),
  `${said.database}: ${database}`,
  ...howTo.map((line) => line.trim().replaceAll(/ {2,}/g, ', ')),
  reader.keys([said.keys]),
];

/** Whether the line to other machines can be read, as the rows of one title. */
export function lineRows({ elsewhere, fingerprint }: Pick<HostOptions, 'elsewhere' | 'fingerprint'>) {
  const found = fingerprint();
  if (found !== null) return [{ title: said.fingerprint, text: fingerprintLines(found), isSafe: true }];
  return elsewhere === null ? [] : [{ title: said.line, text: [said.notEncrypted], isSafe: false }];
}

/** The sentences about what a host needs to know of a change. Counts that always change are not among it. */
export function newSentences(before: HostState | null, now: HostState): readonly string[] {
  const known = before?.rooms.map(({ code }) => code) ?? [];
  const codes = now.rooms.map(({ code }) => code);
  const newest = before?.warnings[0];
  const at = newest ? now.warnings.indexOf(newest) : -1;
  const warnings = at < 0 ? now.warnings : now.warnings.slice(0, at);
  return [
    ...health(said.database, before?.isDatabaseUp ?? true, now.isDatabaseUp),
    ...health(said.redis, before?.isRedisUp ?? true, now.isRedisUp ?? true),
    ...now.rooms
      .filter(({ code }) => !known.includes(code))
      .map(({ code, players }) => reader.roomOpened(code, players)),
    ...known.filter((code) => !codes.includes(code)).map(reader.roomClosed),
    ...warnings.toReversed().map(({ text }) => `${said.warnings}: ${text}`),
  ];
}

const health = (part: string, was: boolean, is: boolean): readonly string[] =>
  was === is ? [] : [`${part}: ${is ? said.up : said.away}`];
