import type { Params, RoomState } from '../../src/protocol/index.ts';
import { seats, type GameStatus, type PerSeat } from '../../src/rules/index.ts';
import type { Player, TestServer } from './server.ts';

/** Four new people, each at a terminal, in the order of their seats. */
export async function fourPlayers(server: TestServer): Promise<PerSeat<Player>> {
  const player = async (name: string) => server.enter(await server.person(name));
  return Promise.all([player('Dana'), player('Yossi'), player('נועה'), player('Amir')]);
}

/** The same four people at new terminals. */
export function comeBack(server: TestServer, [a, b, c, d]: PerSeat<Player>): Promise<PerSeat<Player>> {
  return Promise.all([server.enter(a), server.enter(b), server.enter(c), server.enter(d)]);
}

/** A room with its four players; seat 0 is the host. */
export interface Table {
  readonly code: string;
  readonly gameId: string;
  readonly players: PerSeat<Player>;
  /** The state as the host sees it now. */
  state(): Promise<RoomState>;
}

/** Four people at a table, in a game that has a given status. If a seat has the turn, it is seat 1. */
export async function sitDown(
  players: PerSeat<Player>,
  { at = 'bidding_trump', ...choices }: Params<'room.create'> & { readonly at?: GameStatus } = {},
): Promise<Table> {
  const [host, ...others] = players;
  const { code, gameId } = await host.call('room.create', choices);
  for (const player of others) await player.call('room.join', { code });
  for (const [method, params] of wayTo[at]) await host.ask(method, { code, ...params });
  return { code, gameId, players, state: async () => (await host.call('room.state', { code })).state };
}

/** Four new people at a table. */
export async function newTable(
  server: TestServer,
  choices: Parameters<typeof sitDown>[1] = {},
): Promise<Table> {
  return sitDown(await fourPlayers(server), choices);
}

type Step = readonly [method: string, params?: object];

const start: Step = ['room.start'];
const allPass = seats.map((seat): Step => ['auction.pass', { seat: (seat + 1) % 4 }]);
const trump: Step = ['auction.record', { seat: 1, amount: 6, suit: 'hearts' }];
const contracts = [1, 2, 3, 0].map((seat, i): Step => ['contract.set', { seat, amount: [6, 3, 2, 3][i] }]);
const tricks: Step = ['round.record', { tricks: [2, 6, 3, 2] }];

/** The steps with which a host brings a new table to each status. */
const wayTo: Record<GameStatus, readonly Step[]> = {
  waiting: [],
  bidding_trump: [start],
  frisch: [start, ...allPass],
  bidding_contract: [start, trump],
  playing: [start, trump, ...contracts],
  round_complete: [start, trump, ...contracts, tricks],
  finished: [start, trump, ...contracts, tricks, ['game.end']],
};
