import { nothingYet, type RoomSnapshot } from '../../src/client/index.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import {
  apply,
  defaultProfile,
  newGame,
  perSeat,
  type Action,
  type Game,
  type PerSeat,
  type Seat,
} from '../../src/rules/index.ts';

export const userIds: PerSeat<string> = ['user-0', 'user-1', 'user-2', 'user-3'];
export const plainNames: PerSeat<string> = ['Dana', 'Yossi', 'Noa', 'Amir'];
/** Hard names: too long, from right to left, with marks, with wide characters. */
export const hardNames: PerSeat<string> = [
  'דָּנָה לֵוִי־כֹּהֵן מִתֵּל אָבִיב הַקְּטַנָּה',
  'Bartholomew Featherstonehaugh-Cholmondeley the Third of His Name',
  '👩‍👩‍👧‍👦🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉',
  '漢字の名前はとても長いので切られる',
];

/** A game after these actions, from the lobby on. */
export function gameAfter(
  actions: readonly Action[],
  {
    rules = defaultProfile,
    length = null,
    startingScores = [0, 0, 0, 0],
  }: Partial<Pick<Game, 'rules' | 'length' | 'startingScores'>> = {},
): Game {
  return actions.reduce<Game>(
    (game, action) => {
      const outcome = apply(game, action);
      if ('error' in outcome) throw new Error(`${action.type} is refused: ${outcome.error}`);
      return outcome.ok;
    },
    newGame(rules, length, startingScores),
  );
}

/** A room of four with seat 0 as the host. */
export function roomOf(game: Game, names: PerSeat<string> = plainNames): RoomState {
  const seats = perSeat((seat) => ({
    seat,
    userId: userIds[seat],
    displayName: names[seat],
    connected: true,
    guest: false,
    awaySince: null,
  }));
  return {
    ...game,
    code: 'ABC234',
    gameId: 'game',
    version: 7,
    hostId: userIds[0],
    groupId: null,
    graceSeconds: 60,
    seats,
    rematch: null,
    watchers: 'anybody',
  };
}

export const snapshotOf = (state: RoomState, me: string, more: Partial<RoomSnapshot> = {}): RoomSnapshot => ({
  ...nothingYet,
  state,
  me,
  ...more,
});

const start: Action = { type: 'room.start' };
const bid = (seat: Seat, amount: number): Action => ({ type: 'auction.bid', seat, amount, suit: 'hearts' });
const pass = (seat: Seat): Action => ({ type: 'auction.pass', seat });
const contract = (seat: Seat, amount: number): Action => ({ type: 'contract.set', seat, amount });

/** One game in every phase: seat 0 deals round 1, seat 1 opens and wins the auction with 6 hearts. */
const auctionWon = [start, bid(1, 6), pass(2), pass(3), pass(0)];
const contracted = [...auctionWon, contract(1, 6), contract(2, 3), contract(3, 2), contract(0, 1)];
const roundOver: Action[] = [...contracted, { type: 'round.record', tricks: [2, 6, 3, 2] }];

export const moments = {
  lobby: [],
  auction: [start, bid(1, 6), pass(2)],
  opening: [start],
  frisch: [start, pass(1), pass(2), pass(3), pass(0)],
  contracts: [...auctionWon, contract(1, 6), contract(2, 3), contract(3, 2)],
  playing: contracted,
  round: roundOver,
  podium: [...roundOver, { type: 'game.end' }],
} as const satisfies Record<string, readonly Action[]>;

/** The actions of some finished rounds. */
export function rounds(count: number): Action[] {
  return [
    start,
    ...Array.from({ length: count }, (_, i): Action[] => {
      const winner = (i % 4) as Seat;
      const seat = (step: number) => ((winner + step) % 4) as Seat;
      return [
        ...(i === 0 ? [] : [{ type: 'round.next' } as const]),
        { type: 'auction.record', seat: winner, amount: 5, suit: 'spades' },
        contract(winner, 5),
        contract(seat(1), 4),
        contract(seat(2), 3),
        contract(seat(3), 0),
        { type: 'round.record', tricks: perSeat((s) => (s === winner ? 5 : s === seat(1) ? 8 : 0)) },
      ];
    }).flat(),
  ];
}
