import { randomUUID } from 'node:crypto';
import { foldEvent, type RoomEvent, type RoomState } from '../src/protocol/index.ts';
import { openSocket, type BenchSocket } from './socket.ts';

/** A room with a socket for each of its four players. */
export interface Table {
  /** Asks for one action and resolves when its answer is there. */
  act(): Promise<void>;
  close(): void;
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

/** Registers four players, and answers their access tokens. */
export async function registerFour(url: string): Promise<string[]> {
  const socket = await openSocket(url);
  const tokens = [];
  for (const seat of [0, 1, 2, 3]) {
    const name = `bench${seat}`;
    const params = {
      username: name,
      email: `${name}@example.org`,
      password: randomUUID(),
      displayName: name,
    };
    const session = await call<{ accessToken: string }>(socket, 'auth.register', params);
    tokens.push(session.accessToken);
  }
  socket.close();
  return tokens;
}

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

/** Opens a socket and logs in. */
export async function logIn(url: string, accessToken: string): Promise<BenchSocket> {
  const socket = await openSocket(url);
  await call(socket, 'auth.resume', { accessToken });
  return socket;
}

/** Opens a room for four players and starts its game. `seen` gets the state after each action. */
export async function whistTable(
  url: string,
  tokens: readonly string[],
  seen: (state: RoomState) => void,
): Promise<Table> {
  const sockets = await Promise.all(tokens.map((token) => logIn(url, token)));
  const [host, ...others] = sockets;
  if (!host) throw new Error('a table needs four sockets');
  const { code } = await call<RoomState>(host, 'room.create', { commandId: randomUUID() });
  const updates = 'events';
  for (const socket of others) await call(socket, 'room.join', { code, updates, commandId: randomUUID() });
  await call(host, 'room.start', { code, commandId: randomUUID() });
  let { state } = await call<{ state: RoomState }>(host, 'room.state', { code, updates });
  return {
    async act() {
      const { seat, method, params } = nextAction(state);
      const socket = sockets[seat] ?? host;
      const changed = { code, commandId: randomUUID(), version: state.version, ...params };
      const { event } = await call<{ event: RoomEvent }>(socket, method, changed);
      const next = foldEvent(state, event);
      if (!next) throw new Error(`event ${event.version} does not follow on ${state.version}`);
      state = next;
      seen(state);
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}
