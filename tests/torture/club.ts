import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '../../src/protocol/index.ts';
import { askAlone, keepLogin, onlyRefused, register, type Account, type Url } from './accounts.ts';
import { createDice } from './dice.ts';
import type { Harm } from './line.ts';
import { openTable, type RoomAtEnd, type Table } from './table.ts';
import { createTerminal, type Sent } from './terminal.ts';

export interface ClubOptions {
  readonly seed: number;
  /** How many tables play. */
  readonly tables: number;
  readonly servers: readonly Url[];
  /** Where the four players of a table connect, in turn. */
  readonly seatsAt: (table: number) => readonly Url[];
  readonly harm?: Harm | undefined;
  /** Whether somebody logs in and out all the time. True by default; it keeps a core busy with hashes. */
  readonly comesAndGoes?: boolean | undefined;
}

/** Everything that the people of a club saw, and the words that nobody else may see. */
export interface Witness {
  readonly sent: readonly Sent[];
  readonly rooms: readonly RoomAtEnd[];
  /** Codes of all rooms whose making was acknowledged. */
  readonly codes: readonly string[];
  /** Passwords and tokens. */
  readonly secrets: readonly string[];
  /** How often a token of an ended session was tried, and how often it was taken. */
  readonly revoked: { readonly tried: number; readonly taken: number };
}

export type Club = Awaited<ReturnType<typeof openClub>>;

/** Tables that play at the same time, and one person who logs in and out again and again. */
export async function openClub(options: ClubOptions) {
  const { seed, tables: count, servers, seatsAt, harm, comesAndGoes = true } = options;
  const [server = () => ''] = servers;
  const accounts = await register(server, count * 4 + 1);
  const [leaver, ...players] = accounts;
  const secrets = accounts.flatMap(({ password, accessToken }) => [password, accessToken]);
  const revoked = { tried: 0, taken: 0 };
  let answers = 0;
  let isOver = false;
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);

  const tables: Table[] = [];
  for (let i = 0; i < count; i += 1) {
    const tokens = players
      .slice(i * 4, i * 4 + 4)
      .map((player) => keepLogin(server, player, (token) => secrets.push(token)));
    const dice = createDice(seed * 1000 + i);
    const onAnswer = () => (answers += 1);
    tables.push(await openTable({ seatsAt: seatsAt(i), tokens, dice, harm, onAnswer }));
  }
  const everybody = Promise.all([
    ...tables.map((table) => table.play(() => isOver).catch(note)),
    leaver &&
      comesAndGoes &&
      comeAndGo(leaver, { servers, secrets, revoked, isOver: () => isOver }).catch(note),
  ]);

  function throwFailure(): void {
    if (failures.length > 0) throw new AggregateError(failures, 'somebody at a table met a failure');
  }

  return {
    tables,
    /** The changes that were answered until now. */
    answers: () => answers,
    /** Resolves after so many more answers. */
    async answered(more: number): Promise<void> {
      const goal = answers + more;
      while (answers < goal && failures.length === 0) await pause(5);
      throwFailure();
    },
    /** Lets every table end its action, and asks everybody what they know. All servers must answer again. */
    async end(): Promise<Witness> {
      isOver = true;
      await everybody;
      throwFailure();
      const rooms = await Promise.all(tables.map((table) => table.compare()));
      for (const table of tables) await table.close();
      return {
        sent: tables.flatMap(({ terminals }) => terminals.flatMap(({ log }) => log)),
        rooms: rooms.filter((room) => room !== null),
        codes: tables.flatMap(({ codes }) => codes),
        secrets,
        revoked,
      };
    },
  };
}

interface Leaving extends Pick<ClubOptions, 'servers'> {
  /** Gets every token. */
  readonly secrets: string[];
  /** Counts the tries. */
  readonly revoked: { tried: number; taken: number };
  isOver(): boolean;
}

/** Logs in and out, and tries the tokens of the session that has ended at every server. */
async function comeAndGo({ username, password }: Account, leaving: Leaving): Promise<void> {
  const { servers, secrets, revoked, isOver } = leaving;
  const [server = () => ''] = servers;

  async function tryOut(url: Url, method: string, params: object): Promise<void> {
    revoked.tried += 1;
    if ((await askAlone(url, method, params).catch(onlyRefused)) !== null) revoked.taken += 1;
  }

  while (!isOver()) {
    const login = { login: username, password };
    const { accessToken, refreshToken } = await askAlone<Session>(server, 'auth.login', login);
    secrets.push(accessToken, refreshToken);
    const token = () => Promise.resolve(accessToken);
    const terminal = createTerminal({ url: server, token, roll: Math.random });
    // The answer may be lost. Then the second logout is refused, because the session has ended.
    await terminal.ask('auth.logout', {}).catch(onlyRefused);
    await terminal.close();
    for (const url of servers) {
      await tryOut(url, 'auth.resume', { accessToken });
      await tryOut(url, 'auth.refresh', { refreshToken });
    }
  }
}
