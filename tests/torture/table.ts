import { setTimeout as pause } from 'node:timers/promises';
import type { RoomEvent, RoomState } from '../../src/protocol/index.ts';
import type { Dice } from './dice.ts';
import type { Harm } from './line.ts';
import { createMember, type Member } from './member.ts';
import { createTerminal, type Sent, type Terminal, type TerminalOptions } from './terminal.ts';
import { wish, type Wish } from './wish.ts';

interface TableOptions {
  /** Where the four players connect, in turn. */
  readonly seatsAt: readonly (() => string)[];
  /** Access tokens of the four players. The first one hosts. */
  readonly tokens: readonly TerminalOptions['token'][];
  readonly dice: Dice;
  readonly harm: Harm | undefined;
  readonly onAnswer: () => void;
}

/** A room as each member knows it: by the events that they heard, and by asking. */
export interface RoomAtEnd {
  readonly code: string;
  readonly heard: readonly RoomState[];
  readonly told: readonly RoomState[];
}

/** News may be so late, when nodes can hear each other only through the database. */
const newsWithin = 10_000; // ms

export type Table = Awaited<ReturnType<typeof openTable>>;

/** Four players who play game after game, and sometimes do something that is not allowed. */
export async function openTable({ seatsAt, tokens, dice, harm, onAnswer }: TableOptions) {
  const codes: string[] = [];
  const urlOf = (seat: number) => () => seatsAt[seat % seatsAt.length]?.() ?? '';
  const members = tokens.map((token, seat) =>
    createMember({ url: urlOf(seat), token, roll: dice.roll, harm }, () => codes.at(-1) ?? null),
  );
  const terminals = members.map(({ terminal }) => terminal);
  const known = () => members.map(({ state }) => state()).filter((state) => state !== null);
  const play = createPlay({ members, dice, codes, onAnswer });
  for (const { terminal } of members) await terminal.enter();

  return {
    codes,
    terminals,
    /** Another terminal of the player of this seat. It knows nothing of the room. */
    double(seat: number): Terminal {
      const [own] = tokens;
      const token = tokens[seat] ?? own;
      if (!token) throw new Error('a table has four players');
      const terminal = createTerminal({ url: urlOf(seat + 1), token, roll: dice.roll });
      terminals.push(terminal);
      return terminal;
    },
    /** Plays until `isOver`. */
    async play(isOver: () => boolean): Promise<void> {
      while (!isOver()) await play(known());
    },
    /** The last room, when everybody has heard the last news of it. */
    async compare(): Promise<RoomAtEnd | null> {
      const end = performance.now() + newsWithin;
      while (new Set(known().map(({ version }) => version)).size > 1 && performance.now() < end)
        await pause(20);
      const heard = known();
      for (const { catchUp } of members) await catchUp();
      const code = codes.at(-1);
      return code === undefined ? null : { code, heard, told: known() };
    },
    async close(): Promise<void> {
      for (const terminal of terminals) await terminal.close();
    },
  };
}

interface Playing extends Pick<TableOptions, 'dice' | 'onAnswer'> {
  readonly members: readonly Member[];
  /** Gets the code of each room. */
  readonly codes: string[];
}

/** Lets somebody do something, by the newest of the states that the members know. */
function createPlay({ members, dice, codes, onAnswer }: Playing) {
  const [host, ...others] = members;
  if (!host) throw new Error('a table has four players');
  let last: { readonly sent: Sent; readonly params: object; readonly by: Terminal } | null = null;

  async function openRoom({ terminal }: Member): Promise<void> {
    // People go home after a game. A line that stays would be in a hundred rooms, and the server keeps them all.
    for (const member of members) await member.terminal.hangUp();
    const { result } = await terminal.command('room.create', {});
    if (result === null) throw new Error('no room was made');
    const { code } = result as RoomState;
    for (const { forget } of members) forget();
    codes.push(code);
    for (const member of others) await member.terminal.command('room.join', { code, updates: 'events' });
    await terminal.command('room.start', { code });
    for (const { catchUp } of members) await catchUp();
  }

  async function send(code: string, { seat, method, params }: Wish): Promise<void> {
    const member = members[seat];
    if (!member) throw new Error(`no seat ${seat}`);
    const whole = { code, ...params };
    const { sent, result } = await member.terminal.command(method, whole);
    onAnswer();
    if (result === null) return member.catchUp();
    last = { sent, params: whole, by: member.terminal };
    const { event } = result as { event?: RoomEvent };
    if (event) member.hear({ code, event });
  }

  return async (known: readonly RoomState[]): Promise<void> => {
    const [state] = known.toSorted((a, b) => b.version - a.version);
    if (!state || state.status === 'finished') return openRoom(host);
    if (last && dice.chance(0.03)) return last.by.repeat(last.sent, last.params);
    // Sometimes two people act at the same moment.
    const count = dice.chance(0.15) ? 2 : 1;
    await Promise.all(Array.from({ length: count }, () => send(state.code, wish(state, dice))));
  };
}
