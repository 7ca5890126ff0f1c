import cliTruncate from 'cli-truncate';
import type { GamePage } from '../../protocol/index.ts';
import { perSeat, seats, standings, type PerSeat, type Seat } from '../../rules/index.ts';
import { bidSign, minus, signed, words } from '../../words/index.ts';

const say = words.output.game;

type Point = readonly [x: number, y: number];

/** A part of the picture, drawn from y = 0 down. */
interface Block {
  readonly height: number;
  readonly svg: string;
}

const width = 960;
const margin = 24;
const rowHeight = 24;
const nameWidth = 124;
// In columns of a terminal, as `cliTruncate` counts.
const nameColumns = 14;
const lineColumns = 84;

const faint = 'fill="#595959" font-size="11"';
const bold = 'font-weight="bold"';
const toTheLeft = 'text-anchor="end"';
/** Text that begins in Hebrew is read from the right, anywhere in the picture. */
const plaintext = 'unicode-bidi="plaintext"';

/**
 * Each seat has its own shape and dashes. The colours only help; colour-blind people can read the picture
 * too.
 */
const looks = [
  { colour: '#0072B2', dashes: 'none', mark: '<circle r="4.5" fill="#0072B2"/>' },
  { colour: '#D55E00', dashes: '9 4', mark: '<circle r="4" fill="#fff" stroke="#D55E00" stroke-width="2"/>' },
  { colour: '#009E73', dashes: '2 3', mark: '<path d="M0-6 5.5 4.5h-11z" fill="#009E73"/>' },
  { colour: '#AA4499', dashes: '10 3 2 3', mark: '<path d="M-4-4h8v8h-8z" fill="#AA4499"/>' },
] as const;

/** A game as an SVG document that needs no other file: score table, running totals and highlights. */
export function gameSvg(game: GamePage): string {
  const { players, rounds, highlights } = game;
  const fullNames = perSeat((seat) => players.find((player) => player.seat === seat)?.displayName ?? '–');
  const names = perSeat((seat) => cliTruncate(fullNames[seat], nameColumns));
  const blocks = [
    heading(titleOf(game, names)),
    scoreTable(game, names),
    ...(rounds.length > 0 ? [runningTotals(standings(game), names)] : []),
    ...highlights.map((highlight) => sentence(words.story.highlight(highlight, names))),
  ];
  const parts: string[] = [];
  let height = margin;
  for (const block of blocks) {
    parts.push(moved(0, height, block.svg));
    height += block.height;
  }
  height += margin / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}"`,
    `  viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#222"`,
    '  style="font-variant-numeric: tabular-nums">',
    `<title>${escaped(titleOf(game, fullNames))}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

function titleOf({ code, status, createdAt, endedAt, players }: GamePage, names: PerSeat<string>): string {
  const winners = names.filter((_, seat) => players.some((player) => player.winner && player.seat === seat));
  return say.pictureTitle({
    code,
    status: words.values.statuses[status] ?? status,
    day: (endedAt ?? createdAt).slice(0, 10),
    winners,
  });
}

function heading(title: string): Block {
  const svg = [
    text([margin, 18], cliTruncate(title, lineColumns), `font-size="16" ${bold} ${plaintext}`),
    text([margin, 42], say.legend({ declarer: null, type: false, tricks: true, points: true }), faint),
  ];
  return { height: 56, svg: svg.join('\n') };
}

function sentence(told: string): Block {
  return { height: rowHeight, svg: text([margin, 16], cliTruncate(told, lineColumns), plaintext) };
}

const column = { number: 50, trump: 64, declarer: 106, type: 236, seats: 288 } as const;
const seatLeft = (seat: Seat) => column.seats + seat * 162;

function scoreTable({ rounds, startingScores, totals }: GamePage, names: PerSeat<string>): Block {
  const running = standings({ startingScores, rounds });
  const played = rounds.map(({ number, trump, type, tricks, contracts, scores }, i) => [
    text([column.number, 16], number, toTheLeft),
    text([column.trump, 16], bidSign(trump)),
    nameText([column.declarer, 16], names[trump.seat]),
    text([column.type, 16], words.values.types[type]),
    ...seats.flatMap((seat) => [
      seatCell(seat, 50, `${tricks[seat]}/${contracts[seat]}`),
      seatCell(seat, 98, signed(scores[seat])),
      totalCell(seat, running[i + 1]),
    ]),
  ]);
  const header = seats.map((seat) => seatName(seat, [seatLeft(seat) + 24, 16], names));
  const start = [
    text([column.trump, 16], say.start),
    ...seats.map((seat) => totalCell(seat, startingScores)),
  ];
  const total = [text([column.trump, 16], say.total), ...seats.map((seat) => totalCell(seat, totals))];
  const rows = [
    [text([column.trump, 16], say.trump), ...header],
    ...(startingScores.some((score) => score !== 0) ? [start] : []),
    ...played,
    [`<g ${bold}>`, ...total, '</g>'],
  ];
  const stripe = `<rect x="${margin}" width="${width - 2 * margin}" height="${rowHeight}" fill="#f3f5f7"/>`;
  const bottom = rows.length * rowHeight;
  const drawn = rows.map((cells, i) => moved(0, i * rowHeight, (i % 2 === 1 ? stripe : '') + cells.join('')));
  const rules = [rowHeight, bottom - rowHeight].map((y) => rule([margin, width - margin], y, '#222'));
  const walls = seats.map((seat) => `<path d="M${seatLeft(seat)} 0V${bottom}" stroke="#ddd"/>`);
  return { height: bottom + rowHeight, svg: [...drawn, ...walls, ...rules].join('\n') };
}

/** Text that ends `end` pixels right of where the columns of the seat begin. */
function seatCell(seat: Seat, end: number, shown: string | number): string {
  return text([seatLeft(seat) + end, 16], shown, toTheLeft);
}

function totalCell(seat: Seat, totals: readonly number[] = []): string {
  return seatCell(seat, 156, totals[seat] ?? 0);
}

const plot = { left: 76, top: 32, width: 696, height: 260, bottom: 292 } as const;
const labelGap = 18;

/** One line for each seat over the rounds, with its name at its end. */
function runningTotals(running: readonly PerSeat<number>[], names: PerSeat<string>): Block {
  const rounds = running.length - 1;
  const levels = levelsOver(running.flat());
  const [low = 0, high = 1] = [levels[0], levels.at(-1)];
  const x = (round: number) => Math.round(plot.left + (round / rounds) * plot.width);
  const y = (total: number) => Math.round(plot.bottom - ((total - low) / (high - low)) * plot.height);
  const scale = levels.flatMap((total) => [
    rule([plot.left, plot.left + plot.width], y(total), total === 0 ? '#222' : '#ddd'),
    text([plot.left - 10, y(total) + 4], total, `${faint} ${toTheLeft}`),
  ]);
  const ticks = roundsApart(36, rounds).map((round) =>
    text([x(round), plot.bottom + 20], round === 0 ? say.start : round, `${faint} text-anchor="middle"`),
  );
  const lines = seats.map((seat) => {
    const points = running.map((totals, round) => `${x(round)},${y(totals[seat])}`).join(' ');
    const { colour, dashes } = looks[seat];
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>`;
  });
  const marked = new Set([...roundsApart(16, rounds), rounds]);
  const marks = seats.flatMap((seat) =>
    running.flatMap((totals, round) =>
      marked.has(round) ? moved(x(round), y(totals[seat]), looks[seat].mark) : [],
    ),
  );
  const ends = perSeat((seat) => y(running.at(-1)?.[seat] ?? 0));
  const title = text([margin, 14], say.totalsByRound, bold);
  const parts = [title, ...scale, ...ticks, ...lines, ...marks, ...endLabels(ends, names)];
  return { height: plot.bottom + 52, svg: parts.join('\n') };
}

/**
 * The names at the ends of the lines. A name moves up or down so that no two touch; a short line connects it.
 */
function endLabels(ends: PerSeat<number>, names: PerSeat<string>): string[] {
  const right = plot.left + plot.width;
  let free = -Infinity;
  return seats
    .toSorted((a, b) => ends[a] - ends[b])
    .flatMap((seat, i) => {
      const lowest = plot.bottom - (seats.length - 1 - i) * labelGap;
      const at = Math.min(Math.max(ends[seat], free), lowest);
      free = at + labelGap;
      return [
        `<path d="M${right + 7} ${ends[seat]}L${right + 22} ${at}" stroke="#999"/>`,
        seatName(seat, [right + 32, at + 5], names),
      ];
    });
}

/** Even steps (1, 2, 5, 10 …) that cover the values and 0. */
function levelsOver(values: readonly number[]): number[] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = roundStep(Math.max(10, (high - low) / 5));
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The rounds to label, from the start on, at least so many pixels apart. */
function roundsApart(pixels: number, rounds: number): number[] {
  const step = roundStep((pixels * rounds) / plot.width);
  return Array.from({ length: Math.floor(rounds / step) + 1 }, (_, i) => i * step);
}

/** The first of 1, 2, 5, 10, 20, 50 and so on that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** A name after the mark of its seat. */
function seatName(seat: Seat, [x, y]: Point, names: PerSeat<string>): string {
  return moved(x, y - 5, looks[seat].mark) + nameText([x + 12, y], names[seat]);
}

/** A name in its own frame, because some fonts draw it wider or higher than its columns. */
function nameText([x, y]: Point, name: string): string {
  return `<svg x="${x}" y="${y - 17}" width="${nameWidth}" height="${rowHeight}">${text([0, 17], name, plaintext)}</svg>`;
}

function text([x, y]: Point, shown: string | number, more = ''): string {
  return `<text x="${x}" y="${y}"${more && ` ${more}`}>${escaped(typeof shown === 'number' ? minus(shown) : shown)}</text>`;
}

function rule([left, right]: readonly [number, number], y: number, colour: string): string {
  return `<path d="M${left} ${y}H${right}" stroke="${colour}"/>`;
}

function moved(x: number, y: number, svg: string): string {
  return `<g transform="translate(${x} ${y})">${svg}</g>`;
}

function escaped(plain: string): string {
  return plain.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
