import { nothingYet, type RoomSnapshot } from '../../src/client/index.ts';
import {
  apply,
  defaultProfile,
  newGame,
  perSeat,
  seats,
  type Action,
  type Bid,
  type Game,
  type PerSeat,
  type Seat,
} from '../../src/rules/index.ts';

/** The game of the pictures: always the same one, without clock and chance. */

const names: PerSeat<string> = ['Dana', 'Yossi', 'Noa', 'Amir'];
const userIds: PerSeat<string> = ['dana', 'yossi', 'noa', 'amir'];
const at = '2026-03-08T20:00:00.000Z';

/** The terminal of the pictures is that of Amir. */
const me = userIds[3];

type Played = readonly [
  seat: Seat,
  amount: number,
  suit: Bid['suit'],
  contracts: PerSeat<number>,
  tricks: PerSeat<number>,
];

const played: readonly Played[] = [
  [1, 5, 'hearts', [3, 5, 2, 1], [3, 5, 3, 2]],
  [0, 6, 'spades', [6, 2, 3, 3], [6, 2, 3, 2]],
  [2, 5, 'clubs', [4, 1, 5, 2], [4, 1, 5, 3]],
  [3, 7, 'diamonds', [2, 1, 3, 8], [2, 1, 2, 8]],
  [1, 6, 'no_trump', [0, 7, 3, 4], [0, 6, 3, 4]],
  [2, 6, 'hearts', [3, 2, 6, 1], [4, 2, 6, 1]],
  [0, 8, 'spades', [8, 1, 2, 3], [8, 1, 1, 3]],
  [3, 5, 'diamonds', [3, 4, 0, 5], [3, 4, 0, 6]],
  [1, 7, 'hearts', [2, 8, 1, 1], [2, 8, 2, 1]],
  [0, 5, 'spades', [5, 3, 4, 2], [5, 2, 4, 2]],
  [2, 6, 'clubs', [2, 4, 6, 2], [2, 3, 6, 2]],
];

const leftOf = (seat: Seat, steps: number) => ((seat + steps) % 4) as Seat;

const rounds: readonly Action[] = played.flatMap(([seat, amount, suit, contracts, tricks], i): Action[] => [
  { type: i === 0 ? 'room.start' : 'round.next' },
  { type: 'auction.record', seat, amount, suit },
  ...seats.map((_, step): Action => ({
    type: 'contract.set',
    seat: leftOf(seat, step),
    amount: contracts[leftOf(seat, step)],
  })),
  { type: 'round.record', tricks },
]);

const trick = (seat: Seat): Action => ({ type: 'trick.claim', seat });

/** The last round, action by action. Each scene ends with one of them. */
const auction: readonly Action[] = [
  { type: 'round.next' },
  { type: 'auction.bid', seat: 0, amount: 5, suit: 'spades' },
  { type: 'auction.pass', seat: 1 },
  { type: 'auction.bid', seat: 2, amount: 6, suit: 'clubs' },
];
const contracts: readonly Action[] = [
  { type: 'auction.bid', seat: 3, amount: 6, suit: 'hearts' },
  { type: 'auction.pass', seat: 0 },
  { type: 'auction.pass', seat: 1 },
  { type: 'auction.pass', seat: 2 },
];
const play: readonly Action[] = [
  { type: 'contract.set', seat: 3, amount: 7 },
  { type: 'contract.set', seat: 0, amount: 3 },
  { type: 'contract.set', seat: 1, amount: 3 },
  { type: 'contract.set', seat: 2, amount: 1 },
  ...([3, 3, 0, 3, 1] as const).map(trick),
];
const end: readonly Action[] = ([3, 0, 3, 2, 1, 3, 0, 3] as const).map(trick);

const scenes = {
  auction: [...rounds, ...auction],
  contracts: [...rounds, ...auction, ...contracts],
  play: [...rounds, ...auction, ...contracts, ...play],
  round: [...rounds, ...auction, ...contracts, ...play, ...end],
  podium: [...rounds, ...auction, ...contracts, ...play, ...end, { type: 'game.end' }],
} as const satisfies Readonly<Record<string, readonly Action[]>>;

export type Scene = keyof typeof scenes;

/** The room in a scene, as the terminal of Amir knows it. */
export function snapshotOf(scene: Scene): RoomSnapshot {
  const actions: readonly Action[] = scenes[scene];
  const game = actions.reduce<Game>(
    (before, action) => {
      const outcome = apply(before, action);
      if ('error' in outcome) throw new Error(`${action.type} is refused: ${outcome.error}`);
      return outcome.ok;
    },
    newGame(defaultProfile, null, [0, 0, 0, 0]),
  );
  const last = actions.at(-1);
  const version = actions.length;
  return {
    ...nothingYet,
    state: {
      ...game,
      code: 'ABC234',
      gameId: 'game',
      version,
      hostId: userIds[0],
      groupId: null,
      graceSeconds: 60,
      seats: perSeat((seat) => ({
        seat,
        userId: userIds[seat],
        displayName: names[seat],
        connected: true,
        guest: false,
        awaySince: null,
      })),
      rematch: null,
      watchers: 'anybody',
    },
    events: last ? [eventOf(last, version)] : [],
    me,
  };
}

function eventOf(action: Action, version: number): RoomSnapshot['events'][number] {
  const seat = 'seat' in action ? (action.seat ?? null) : null;
  const actorId = userIds[seat ?? 0];
  return { type: action.type, version, actorId, seat, payload: { ...action }, at };
}
