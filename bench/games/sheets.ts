import { generator, type Draw } from './draw.ts';
import { perSeat, suits, total, type PerSeat } from '../../src/rules/index.ts';

const rounds = 8;
const players = 400;

/** Draws so many games of a club as lines of NDJSON, in the order of play. Every run draws the same ones. */
export function* drawSheets(games: number): Generator<string> {
  const draw = generator(1);
  const begin = Date.UTC(2015, 0, 1);
  for (let n = 0; n < games; n += 1) {
    const circle = draw(players / 8) * 8;
    const first = draw(8);
    const sheet = {
      format: 'whist-game/1',
      id: `sheet-${n}`,
      playedAt: new Date(begin + n * 300_000).toISOString(),
      group: `Circle ${circle / 8}`,
      players: perSeat((seat) => `Player ${circle + ((first + seat * 2 + (seat > 1 ? 1 : 0)) % 8)}`),
      rounds: Array.from({ length: rounds }, () => drawRound(draw)),
    };
    yield `${JSON.stringify(sheet)}\n`;
  }
}

function drawRound(draw: Draw) {
  const seat = draw(4);
  const amount = 5 + draw(3);
  let contracts: PerSeat<number>;
  do contracts = perSeat((other) => (other === seat ? amount : draw(5)));
  while (total(contracts) === 13);
  const tricks: [number, number, number, number] = [...contracts];
  while (total(tricks) !== 13) {
    const by = total(tricks) < 13 ? 1 : -1;
    const taker = draw(4);
    if ((tricks[taker] ?? 0) + by >= 0) tricks[taker] = (tricks[taker] ?? 0) + by;
  }
  return { frisch: 0, trump: { seat, amount, suit: suits[draw(suits.length)] }, contracts, tricks };
}
