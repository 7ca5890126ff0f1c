import { fingerprintLines } from '../format.ts';
/** The words that the commands for hosting and for programs write. */
export const hosting = {
  serve: {
    welcome: ({ url, flag, others, line, dataDir }: Welcome) =>
      [
        `whist is listening on ${url}`,
        `  database  ${database(dataDir)}`,
        ...lineWords(line),
        '',
        ...howToBegin(flag),
        ...others.map((other) => `On another machine, each with${other}`),
        '',
        'Ctrl-C stops it; nothing is lost, tables go on when it is started again.',
      ].join('\n'),
    howToBegin,
    database,
    stopping: 'Stopping: answering open requests, then closing the connections.',
  },

  doctor: {
    schemaOld: 'The schema of this database is not up to date: run `whist migrate up` first.',
    progress: (games: number) => `${games} games`,
    gameMovedOn:
      'A game was played while its rows were repaired, so nothing was changed. Try again, or stop the servers first.',
    difference: ({ table, row, column, stored, expected }: Difference) =>
      `${table}: ${row}: ${column ?? 'there'} is ${stored} and should be ${expected}`,
    unreadable: ({ table, row }: Readonly<Record<'table' | 'row', string>>) =>
      `${table}: ${row} cannot be read`,
    restore:
      'The disk has damaged some rows. The others can be used; `whist restore FILE` brings all back from a backup.',
    summary: ({
      games,
      differing,
      broken,
      repaired,
    }: Readonly<Record<'games' | 'differing' | 'broken' | 'repaired', number>>) => {
      const looked = `Looked at ${games === 1 ? 'one game' : `${games} games`}`;
      if (differing === 0) return `${looked}: every row matches the logs.`;
      if (repaired === differing) return `${looked}: ${differing} differences, all repaired.`;
      const found = `${looked}: ${differing} differences.`;
      if (broken === differing) return `${found} None can be repaired: the log itself is damaged.`;
      if (repaired > 0)
        return `${found} ${repaired} repaired, the others cannot be: the log itself is damaged.`;
      const some = broken === 0 ? 'them' : `${differing - broken} of them`;
      return `${found} \`whist doctor --repair\` repairs ${some}.`;
    },
  },

  backup: {
    nameFile: 'Name a file for the backup, or a folder with --to. - is standard output.',
    needsFolder: '--every and --keep need a folder for the backups: name one with --to.',
    fileAndFolder: 'Name either a file or a folder with --to, not both.',
    outputTaken:
      'A backup is not for a terminal, and leaves no place for --json: name a file, or send it to one with >.',
    inputTyped: 'A backup cannot be typed: name a file, or read it from one with <.',
    badEvery: '--every must be a time like 24h, with s, m, h or d.',
    badKeep: '--keep must be a whole number from 1 to 9999.',
    progress: (rows: number) => `${rows} rows`,
    made: ({ file, ...counts }: BackupFile) =>
      `${file === '-' ? 'The backup' : file} has ${backedUp(counts)}. It also holds the hashes of passwords: keep it where nobody else reads it.`,
    regularly: (folder: string) => `Backups go to ${folder}. Ctrl-C stops that.`,
    failed: (sentence: string) => `No backup was made; it is tried again. ${sentence}`,
    checked: ({ file, ...counts }: BackupFile) =>
      `${file === '-' ? 'The backup' : file} is whole and can be restored. It has ${backedUp(counts)}.`,
    restored: (counts: Omit<BackupFile, 'file'>) =>
      `Restored: ${backedUp(counts)}. Everybody has to log in once more.`,
    unreadable: (file: string, code: string) => `${file} cannot be read (${code}).`,
  },

  rpc: {
    unknownMethod: (method: string, methods: readonly string[]) =>
      `There is no method ${method}; there are ${methods.join(', ')}.`,
    notJson: 'The params are not JSON.',
    notObject: 'The params must be one JSON object.',
  },

  admin: {
    broadcast: 'The message was sent to every terminal.',
    userHead: ['user name', 'name', 'email address', 'since', 'last active'],
    noUsers: 'There is no such account.',
    disabledMark: 'disabled',
    state: 'State',
    lastActive: 'Last active',
    games: 'Games',
    gameCounts: ({ finished, open }: { readonly finished: number; readonly open: number }) =>
      `${finished} finished, ${open} open`,
    group: 'Group',
    ownedGroup: (name: string) => `${name} (owner)`,
    disabled: (username: string) => `${username} is logged out everywhere and cannot log in any more.`,
    enabled: (username: string) => `${username} can log in again.`,
    codeMade: (username: string, code: string) =>
      `Give this code to ${username}. It can be used once, within 24 hours: \`whist password --username ${username} --code ${code}\``,
    renamed: (before: string, now: string) => `${before} is called ${now} now, and logs in with that name.`,
    roomHead: ['room', 'round', 'players', 'opened', 'last action'],
    noRooms: 'No room is open.',
    lobby: 'lobby',
    closed: (code: string) => `Room ${code} is closed; its game ended as it stood.`,
    dropped: (code: string) => `The lobby of room ${code} is deleted.`,
    giveDays: 'Say how old, as in `whist admin prune --empty-rooms-older-than 30d`.',
    pruned: (rooms: number) =>
      rooms === 1
        ? 'A lobby in which no game began is deleted.'
        : `${rooms} lobbies in which no game began are deleted.`,
    actionHead: ['when', 'action', 'account', 'details', 'token'],
    noActions: 'No operator has done anything yet.',
    tokenMade: (minutes: number) =>
      `Everybody with this token is the operator for ${minutes} minutes. Give it with --token, or in WHIST_OPERATOR_TOKEN.`,
    more: (next: string) => `There are more: add --cursor ${next}`,
  },

  migrate: {
    nothing: 'There is nothing to do.',
    up: (names: readonly string[]) => `Done: ${names.join(', ')}.`,
    down: (names: readonly string[]) => `Taken back: ${names.join(', ')}.`,
    done: 'done',
    pending: 'pending',
  },

  completion: {
    you: 'you',
    members: (members: number) => `${members} member${members === 1 ? '' : 's'}`,
    claim: (claimant: string, claimed: string) => `${claimant} as ${claimed}`,
  },
};

interface BackupFile {
  readonly file: string;
  readonly games: number;
  readonly rows: number;
  /** ISO 8601. */
  readonly madeAt: string;
}

const backedUp = ({ games, rows, madeAt }: Omit<BackupFile, 'file'>) =>
  `${games === 1 ? 'one game' : `${games} games`} (${rows} rows) as of ${madeAt}`;

/** Null if the database is PostgreSQL. */
function database(dataDir: string | null): string {
  return dataDir === null ? 'PostgreSQL' : `embedded, in ${dataDir}`;
}

/** Whether the line to the server can be read. */
function lineWords({ fingerprint, isOpen }: Welcome['line']): readonly string[] {
  if (fingerprint !== null)
    return [
      '  line      encrypted, with a certificate that has the SHA-256 fingerprint',
      ...fingerprintLines(fingerprint).map((part) => `            ${part}`),
    ];
  return isOpen
    ? ['  line      not encrypted: others in the network can read passwords; --tls-cert encrypts it']
    : [];
}

/** `flag` is the option that a client on this machine needs; empty if it needs none. */
function howToBegin(flag: string): string[] {
  return [
    flag === '' ? 'In another terminal:' : `In another terminal, each with${flag}:`,
    '  npx whist register      make an account, once',
    '  npx whist create        open a room; it shows a code',
    '  npx whist join CODE     the other three join with the code',
    '  npx whist play          or keep score for all four on this device',
  ];
}

interface Welcome {
  readonly url: string;
  /** The option that a client on this machine needs; empty if it needs none. */
  readonly flag: string;
  /** The options that clients on other machines need, one for each network. */
  readonly others: readonly string[];
  readonly line: {
    /** The SHA-256 of the certificate; null if the line is not encrypted. */
    readonly fingerprint: string | null;
    /** Whether other machines can reach the server. */
    readonly isOpen: boolean;
  };
  /** Null if the database is PostgreSQL. */
  readonly dataDir: string | null;
}

interface Difference {
  readonly table: string;
  readonly row: string;
  /** Null if a whole row is missing, or is one too many. */
  readonly column: string | null;
  readonly stored: string;
  readonly expected: string;
}
