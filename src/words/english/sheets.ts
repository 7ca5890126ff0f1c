/** The words about score sheets: their faults, and the output of an import and an export. */
export const sheets = {
  /** Descriptions of expected values: `expected is …`. */
  expected: {
    fourNames: 'four different names',
    fourPeople: 'four different people',
    twice: (name: string) => `${name} twice`,
    dealer: (seat: number) => `${seat}: the first in the list of players deals first, then clockwise`,
    atMost: (most: number) => `at most ${most}`,
    atLeast: (least: number) => `at least ${least}`,
    theBid: (bid: number) => `at least the bid of ${bid}`,
    notThirteen: 'four numbers that do not add up to 13',
    thirteen: 'four numbers that add up to 13',
    noGroup: 'none',
    ownGroup: 'a group that you own',
    ownId: 'an id that no other sheet of this import has',
    nearGroup: (name: string) => `a group that is there (did you mean ${name}?), or --new-group to found it`,
    fewerGroups: 'one of your groups: you are in 200, and there can be no more',
    oneGroup: 'a name that only one of your groups has',
    player: 'the name of one of the four players, or 1 to 4',

    gameEnd: 'a game that ends',
    shorter: 'a game, which is never as long',
    json: (problem: string) => `JSON (${problem})`,
    wholeFile: (problem: string) => `a file that can be read to its end (${problem})`,
    damaged: 'damaged',
    unknownText: 'not UTF-8',
    encoding:
      'UTF-8, UTF-16, or an encoding that is named with --encoding, like windows-1255 (Hebrew) or windows-1252 (western)',
    encoded: (encoding: string) => `text in ${encoding}, or another encoding, named with --encoding`,
    columnOnce: (column: string) => `a first line that names each column once, and not ${column} twice`,
    cell: 'a cell',
    noCell: 'nothing outside the columns that the header names',
    roundInOrder: (number: string | number) =>
      `${number}: without an id the rounds of a game stand in their order, from 1, each once`,
    roundOnce: (number: string | number) => `${number}: the rounds of a game are numbered from 1, each once`,
    roundNumbers: 'an id, or the numbers of the rounds, which say where the next game begins',
    idOnce: (line: string | number) =>
      `an id of its own: the game in line ${line} has it and says something else`,
    oneDay: 'year-month-day, like 2024-01-25, because nothing in the file shows which number is the month',
    oneNumber: 'a number without a separator, because this one may have decimals or thousands',
    columns: (columns: readonly string[]) =>
      `a first line that names the columns, which are ${columns.join(', ')}`,
    oneAnswer: (conflicts: readonly string[]) => `one answer for the whole game: ${conflicts.join('; ')}`,
    conflict: ({
      line,
      column,
      now,
      first,
    }: {
      readonly line: number;
      readonly column: string;
      readonly now: string;
      readonly first: string;
    }) => `line ${line} says ${column} ${now}, and its first line ${first || 'nothing'}`,
  },

  import: {
    nameFile: 'Name the file to import, or - for standard input.',
    noTemplate: (format: string) => `There is no template for ${format}; there is one for csv.`,
    asOverServer: '--as goes with --database-url or --data-dir; over a server you are who is logged in.',
    nameOwner: 'Give --as USER, the account that owns the games: there is no terminal for a question.',
    noOwner:
      'This database has no account that can own the games. Start a server on it and use `whist register` first.',
    onlyOwner: (username: string) => `The games go to ${username}, the only account there is.`,
    askOwner: 'User name of the account that owns the games',
    noAccount: (username: string) => `There is no account called ${username}.`,
    unreadable: (file: string, code: string) => `${file} cannot be read (${code}).`,
    badMapping: (file: string, line: number) =>
      `Line ${line} of ${file} is not a name and a user name with a comma between them.`,
    mappedTwice: (file: string, line: number, name: string) =>
      `Line ${line} of ${file} gives ${name} another user name than a line before it: keep one of them.`,
    noEncoding: (name: string) =>
      `There is no encoding called ${name}; try utf-8, utf-16le, windows-1255 or windows-1252.`,
    guessedEncoding: (name: string) =>
      `The text is read as ${name}, which was recognised from its words; if names look wrong, name another with --encoding.`,
    newGroups(names: readonly string[], dryRun: boolean) {
      if (names.length === 1) return `The group ${names[0]} ${dryRun ? 'would be founded' : 'is new'}.`;
      const some = names.slice(0, 5).join(', ') + (names.length > 5 ? ' and others' : '');
      return `${names.length} groups ${dryRun ? 'would be founded' : 'are new'}: ${some}.`;
    },
    unknownUser: (name: string, username: string) =>
      `${username}, whom --players gives for ${name}, has no account here; ${name} became a guest.`,
    nearUser: (name: string, username: string) =>
      `${name} became a guest; if that is ${username}, say so with --players and a line ${name},${username}.`,

    standardInput: 'standard input',
    /** `sheets.csv, line 3, game 2 (sheet-2019-03-08)` */
    where: ({ file, line, index, id }: Where) =>
      `${file}, line ${line}, game ${index}${id === null ? '' : ` (${shown(id)})`}`,
    fault: ({ where, found, expected, ...fault }: ValueAt) =>
      `${placeOf(where, fault)}: ${fault.field} is ${found}; expected is ${expected}.`,
    difference: ({ where, gameId, found, expected, ...fault }: ValueAt & { readonly gameId: string }) =>
      `${placeOf(where, fault)}: ${fault.field} is ${found}; game ${gameId} says ${expected}.`,
    left: (where: string, gameId: string) =>
      `${where} says something else than game ${gameId}, which is left as it is.`,
    rejects: (file: string) => `The games that were refused are in ${file}.`,
    rejectsUnwritable: (file: string, code: string) =>
      `The refused games cannot be written to ${file} (${code}): make room for it, or run the command elsewhere.`,
    recomputing: 'Ratings and statistics are brought up to date …',
    /** The progress of an import, in a line that fits every terminal. */
    progress({ phase, done, left, handled, rate }: Progress) {
      const width = 20;
      const full = Math.round((done ?? 0) * width);
      const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
      return [
        ...(done === null ? [] : [`${bar} ${String(Math.floor(done * 100)).padStart(3)} %`]),
        `${phase === 'checking' ? 'checked' : 'imported'} ${handled}`,
        `${Math.round(rate)} a second`,
        ...(left === null ? [] : [`${duration(left)} left`]),
      ].join(' · ');
    },
    summary({ added, there, different, replaced, refused }: Counts, dryRun: boolean) {
      const would = dryRun ? 'would be ' : '';
      return [
        `${added} ${would}added`,
        `${there} there already`,
        ...(replaced > 0 ? [`${replaced} ${would}replaced`] : []),
        ...(different > 0 ? [`${different} different`] : []),
        ...(refused > 0 ? [`${refused} refused`] : []),
      ].join(', ');
    },
  },

  export: {
    unwritable: (file: string, code: string) =>
      `The games cannot be written to ${file} (${code}): name another file.`,
    noGroup: (name: string) => `There is no group called ${name}, or more than one.`,
  },
};

interface Where {
  readonly file: string;
  readonly line: number;
  readonly index: number;
  /** The id of the sheet. */
  readonly id: string | null;
}

interface ValueAt {
  readonly where: string;
  readonly round: number | null;
  readonly player: string | null;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

interface Progress {
  readonly phase: string;
  /** The share that is read, from 0 to 1; null if it is unknown. */
  readonly done: number | null;
  /** Seconds; null if they are unknown. */
  readonly left: number | null;
  readonly handled: number;
  /** Games a second. */
  readonly rate: number;
}

type Counts = Readonly<Record<'added' | 'there' | 'different' | 'replaced' | 'refused', number>>;

function placeOf(where: string, { round, player }: Pick<ValueAt, 'round' | 'player'>): string {
  return [where, ...(round === null ? [] : [`round ${round}`]), ...(player === null ? [] : [player])].join(
    ', ',
  );
}

/**
 * The id of a faulty sheet may be any text: show the beginning, without characters that control a terminal.
 */
function shown(id: string): string {
  const escaped = id.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
  return escaped.length > 60 ? `${escaped.slice(0, 60)}…` : escaped;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
