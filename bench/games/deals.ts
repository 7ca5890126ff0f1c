import {
  defaultProfile,
  gameType,
  minimumBidAfter,
  perSeat,
  seats,
  suits,
  total,
  type PerSeat,
} from '../../src/rules/index.ts';
import { generator, type Draw } from './draw.ts';

/** Draws a thousand rounds whose words are legal; about two contracts in three are made. */
export function drawDeals() {
  const draw = generator(1);
  return Array.from({ length: 1_000 }, () => {
    const declarer = draw(4);
    const frisch = draw(20) === 0 ? 3 : 0;
    const amount = minimumBidAfter(defaultProfile, frisch) + Math.floor(draw(9) / 6);
    const contracts = drawContracts(draw, declarer, amount);
    const contracted = total(contracts);
    return {
      declarer,
      amount,
      suit: suits[draw(suits.length)],
      frisch,
      contracts,
      contracted,
      tricks: drawTricks(draw, contracts),
      type: gameType(contracted),
    };
  });
}

function drawContracts(draw: Draw, declarer: number, amount: number): PerSeat<number> {
  for (;;) {
    const contracts = perSeat((seat) => (seat === declarer ? amount + Math.floor(draw(5) / 4) : draw(5)));
    if (total(contracts) !== 13 && Math.abs(total(contracts) - 13) <= 3) return contracts;
  }
}

/** The contracted tricks, plus or minus the ones missing to 13, and sometimes one that another player took. */
function drawTricks(draw: Draw, contracts: PerSeat<number>): PerSeat<number> {
  const tricks: [number, number, number, number] = [...contracts];
  const give = (by: 1 | -1) => {
    const takers = seats.filter((seat) => tricks[seat] + by >= 0);
    const taker = takers[draw(takers.length)] ?? 0;
    tricks[taker] += by;
  };
  if (draw(3) === 0) give(-1);
  while (total(tricks) !== 13) give(total(tricks) < 13 ? 1 : -1);
  return tricks;
}
