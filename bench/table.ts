import { randomUUID } from 'node:crypto';
import { foldEvent, type RoomEvent, type RoomState } from '../src/protocol/index.ts';
import { openSocket, type BenchSocket } from './socket.ts';

/** A room with a socket for each of its four players. */
export interface Table {
  /** Asks for one action and resolves when its answer is there. */
  act(): Promise<void>;
  close(): void;
}

/** A table at a server of whist. */
export interface WhistTable extends Table {
  state(): RoomState;
  /** The news that the last action told the members. */
  told(): { readonly code: string; readonly version: number; readonly event: RoomEvent };
}

/** The next action of a table that plays round after round, with every kind of action. */
export function nextAction({ status, round }: RoomState): { seat: number; method: string; params: object } {
  const seat = round?.turn ?? 0;
  switch (status) {
    case 'bidding_trump':
      return round?.highestBid === null
        ? { seat, method: 'auction.bid', params: { amount: 5, suit: 'hearts' } }
        : { seat, method: 'auction.pass', params: {} };
    case 'bidding_contract':
      return { seat, method: 'contract.set', params: { amount: round?.trump?.seat === seat ? 5 : 2 } };
    case 'playing': {
      const claimed = round?.tricks.reduce((sum, tricks) => sum + tricks, 0) ?? 0;
      return { seat: claimed % 4, method: 'trick.claim', params: {} };
    }
    case 'round_complete':
      return { seat: 0, method: 'round.next', params: {} };
    default:
      throw new Error(`nothing to do in ${status}`);
  }
}

/** Registers so many players, and answers their access tokens. */
export async function registerPlayers(url: string, count: number): Promise<string[]> {
  // The server hashes passwords in two threads, and lets few wait.
  const atOnce = Math.min(count, 8);
  const tokens: string[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async (_, first) => {
      const socket = await openSocket(url);
      for (let n = first; n < count; n += atOnce) {
        const [username, password] = [`bench${n}`, randomUUID()];
        const params = { username, password, email: `${username}@example.org`, displayName: username };
        tokens[n] = (await call<{ accessToken: string }>(socket, 'auth.register', params)).accessToken;
      }
      socket.close();
    }),
  );
  return tokens;
}

export const registerFour = (url: string): Promise<string[]> => registerPlayers(url, 4);

let lastId = 0;

/** An id that no other request of this process has. */
export const newId = (): number => (lastId += 1);

/** Sends a request and resolves with its result. */
export async function call<T>(socket: BenchSocket, method: string, params: object): Promise<T> {
  const id = newId();
  const text = await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  const { result, error } = JSON.parse(text) as { result: T; error?: { message: string } };
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

/** Opens a socket and logs in. `heard` gets the size of each frame. */
export async function logIn(
  url: string,
  accessToken: string,
  heard?: (bytes: number) => void,
): Promise<BenchSocket> {
  const socket = await openSocket(url, heard);
  await call(socket, 'auth.resume', { accessToken });
  return socket;
}

/** Opens a room for four players on sockets of its own. */
export async function whistTable(url: string, tokens: readonly string[]): Promise<WhistTable> {
  return openTable(await Promise.all(tokens.map((token) => logIn(url, token))));
}

/** Opens a room for the players of these sockets and starts its game. All of them ask for events, as terminals do.
 * `created` has wishes for the room. */
export async function openTable(sockets: readonly BenchSocket[], created: object = {}): Promise<WhistTable> {
  const [host, ...others] = sockets;
  if (!host) throw new Error('a table needs four sockets');
  const { code } = await call<RoomState>(host, 'room.create', { ...created, commandId: randomUUID() });
  const updates = 'events';
  for (const socket of others) await call(socket, 'room.join', { code, updates, commandId: randomUUID() });
  await call(host, 'room.start', { code, commandId: randomUUID() });
  let { state } = await call<{ state: RoomState }>(host, 'room.state', { code, updates });
  let last: RoomEvent | null = null;
  return {
    state: () => state,
    told() {
      if (!last) throw new Error('nobody has acted yet');
      return { code, version: last.version, event: last };
    },
    async act() {
      const { seat, method, params } = nextAction(state);
      const socket = sockets[seat] ?? host;
      const changed = { code, commandId: randomUUID(), version: state.version, ...params };
      const { event } = await call<{ event: RoomEvent }>(socket, method, changed);
      const next = foldEvent(state, event);
      if (!next) throw new Error(`event ${event.version} does not follow on ${state.version}`);
      [state, last] = [next, event];
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/** Plays until so many rounds are over. */
export async function playRounds(table: WhistTable, rounds: number): Promise<void> {
  while (table.state().rounds.length < rounds) await table.act();
}
