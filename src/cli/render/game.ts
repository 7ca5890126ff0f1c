import stringWidth from 'string-width';
import type { GamePage } from '../../protocol/index.ts';
import { add, perSeat, seats, standings, type PerSeat } from '../../rules/index.ts';
import { seatTones } from '../../drawing/themes.ts';
import { bidSign, minus, signed, words } from '../../words/index.ts';
import { chart } from './chart.ts';
import { cutTo, packed, standardPaper, wrapTo, type Paper } from './paper.ts';
import { table } from './table.ts';

const say = words.output.game;

/** A game as text: its score table, its highlights and a chart of the totals. */
export function gameText(game: GamePage, paper = standardPaper()): string {
  const { players } = game;
  const names = perSeat((seat) => players.find((player) => player.seat === seat)?.displayName ?? '–');
  const winners = players.filter(({ winner }) => winner).map(({ displayName }) => displayName);
  const sentences = (told: readonly string[]) => told.map((sentence) => wrapTo(paper.width, sentence));
  return [
    ...sentences([say.title({ ...titled(game), day: game.createdAt.slice(0, 10), winners })]),
    scoreTable(game, names, paper),
    ...sentences([
      ...game.replaced.map(({ seat, displayName, first, last }) =>
        say.replaced({ displayName, first, last, seatOf: names[seat] ?? '–' }),
      ),
      ...game.highlights.map((highlight) => words.story.highlight(highlight, names)),
    ]),
    ...(game.rounds.length > 1 ? ['', totalsChart(game, names, paper)] : []),
  ].join('\n');
}

const titled = ({ code, status }: GamePage) => ({ code, status: words.values.statuses[status] ?? status });

const marks = ['●', '○', '▲', '◆'] as const;

/** The totals of the four as lines, with a legend. Each line has its own mark and its own colour. */
function totalsChart(game: GamePage, names: PerSeat<string>, { width, paint }: Paper): string {
  const running = standings(game);
  const lines = seats.map((seat) => ({ mark: marks[seat], values: running.map((totals) => totals[seat]) }));
  const legend = seats.map(
    (seat) => `${paint(seatTones[seat], marks[seat])} ${cutTo(Math.min(width, 24), names[seat])}`,
  );
  const drawn = chart(lines, {
    columns: width,
    paint: (line, text) => paint(seatTones[line] ?? 'plain', text),
  });
  return `${packed(width, [say.chartTitle, ...legend, say.several], '   ')}\n${drawn}`;
}

/** The parts of a score table that are left out if it is too wide, the least important one first. */
const parts = ['whole names', 'type', 'declarer', 'tricks', 'trump', 'points'] as const;
type Part = (typeof parts)[number];

/** Stands before the points of the declarer where there is no room for the name beside the trump. */
const declarerMark = '•';

/**
 * Contract, tricks and points of every seat in every round, and the running totals, below a legend that explains what
 * is shown.
 */
export function scoreTable(
  game: Pick<GamePage, 'rounds' | 'startingScores' | 'totals'>,
  names: PerSeat<string>,
  paper = standardPaper(),
): string {
  const drawn = parts.map((_, dropped) => drawnWithout(parts.slice(0, dropped), { game, names, paper }));
  const isNarrow = ([, text]: readonly [string, string]) =>
    Math.max(...text.split('\n').map((line) => stringWidth(line))) <= paper.width;
  const narrowest = () => drawnWithout(parts, { game, names, paper }, { paper });
  return (drawn.find(isNarrow) ?? narrowest()).join('\n');
}

interface Sheet {
  readonly game: Pick<GamePage, 'rounds' | 'startingScores' | 'totals'>;
  readonly names: PerSeat<string>;
  readonly paper: Paper;
}

/** The legend and the table without these parts. */
function drawnWithout(
  left: readonly Part[],
  sheet: Sheet,
  fit: Parameters<typeof table>[1] = {},
): readonly [legend: string, text: string] {
  const has = (part: Part) => !left.includes(part);
  const legend = say.legend({
    declarer: has('trump') ? (has('declarer') ? 'named' : 'marked') : null,
    type: has('type'),
    tricks: has('tricks'),
    points: has('points'),
  });
  const { paint, width } = sheet.paper;
  return [paint('dim', wrapTo(width, legend)), table(rowsWithout(has, sheet), fit)];
}

function rowsWithout(has: (part: Part) => boolean, { game, names, paper }: Sheet): (string | number)[][] {
  const shown = has('whole names') ? names : names.map((name) => cutTo(12, name));
  const row = (
    number: string | number,
    [trump, type]: readonly [string, string],
    cells: readonly string[],
  ) => [number, ...(has('trump') ? [trump] : []), ...(has('type') ? [type] : []), ...cells];
  /** The label stands below the trumps, or where there are none below the numbers of the rounds. */
  const sum = (label: string, cells: readonly string[]) => row(has('trump') ? '' : label, [label, ''], cells);
  let running: PerSeat<number> = game.startingScores;
  const rounds = game.rounds.map(({ number, trump, type, contracts, tricks, scores }) => {
    running = add(running, scores);
    const now = running;
    const bid = paper.paint(trump.suit, bidSign(trump));
    const cells = seats.map((seat) => {
      const mark = has('declarer') || !has('trump') ? '' : seat === trump.seat ? declarerMark : ' ';
      const points = paper.paint(scores[seat] < 0 ? 'bad' : 'good', signed(scores[seat]));
      return `${mark}${has('tricks') ? `${tricks[seat]}/${contracts[seat]} ` : ''}${has('points') ? `${points} → ` : ''}${minus(now[seat])}`;
    });
    const won = has('declarer') ? `${bid} ${shown[trump.seat]}` : bid;
    return row(number, [won, words.values.types[type]], cells);
  });
  return [
    row('', [say.trump, ''], shown),
    ...(game.startingScores.some((score) => score !== 0)
      ? [sum(say.start, game.startingScores.map(minus))]
      : []),
    ...rounds,
    sum(
      say.total,
      game.totals.map((total) => paper.paint('strong', minus(total))),
    ),
  ];
}
