import type { GamePage } from '../../protocol/index.ts';
import { add, perSeat, seats, standings, type PerSeat } from '../../rules/index.ts';
import { suitSigns, words } from '../../words/index.ts';
import { chart } from './chart.ts';
import { table } from './table.ts';

const say = words.output.game;

/** A game as text: its score table, its highlights and a chart of the totals. */
export function gameText(game: GamePage): string {
  const { players } = game;
  const names = perSeat((seat) => players.find((player) => player.seat === seat)?.displayName ?? '–');
  const winners = players.filter(({ winner }) => winner).map(({ displayName }) => displayName);
  return [
    say.title({ ...game, day: game.createdAt.slice(0, 10), winners }),
    say.cells,
    scoreTable(game, names),
    ...game.replaced.map(({ seat, displayName, first, last }) =>
      say.replaced({ displayName, first, last, seatOf: names[seat] ?? '–' }),
    ),
    ...game.highlights.map((highlight) => words.story.highlight(highlight, names)),
    ...(game.rounds.length > 1 ? ['', totalsChart(game, names)] : []),
  ].join('\n');
}

const marks = ['●', '○', '▲', '□'] as const;

/** The totals of the four as lines, with a legend. */
function totalsChart(game: GamePage, names: PerSeat<string>): string {
  const running = standings(game);
  const lines = seats.map((seat) => {
    return { mark: marks[seat], values: running.map((totals) => totals[seat]) };
  });
  const legend = seats.map((seat) => `${marks[seat]} ${names[seat]}`).join('   ');
  return `${say.chartTitle(legend)}\n${chart(lines)}`;
}

/** Contract, tricks and points of every seat in every round, and the running totals. */
export function scoreTable(
  { rounds, startingScores, totals }: Pick<GamePage, 'rounds' | 'startingScores' | 'totals'>,
  names: PerSeat<string>,
): string {
  let running: PerSeat<number> = startingScores;
  const lines = rounds.map(({ number, trump, type, contracts, tricks, scores }) => {
    running = add(running, scores);
    const now = running;
    const cells = seats.map(
      (seat) => `${tricks[seat]}/${contracts[seat]} ${signed(scores[seat])} → ${now[seat]}`,
    );
    return [number, `${trump.amount}${suitSigns[trump.suit]} ${names[trump.seat]}`, type, ...cells];
  });
  return table([
    ['', say.trump, '', ...names],
    ...(startingScores.some((score) => score !== 0)
      ? [['', say.start, '', ...startingScores.map(String)]]
      : []),
    ...lines,
    ['', say.total, '', ...totals.map(String)],
  ]);
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : String(score);
}
