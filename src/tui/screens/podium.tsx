import { Box } from 'ink';
import type { ReactNode } from 'react';
import { highlights, seats, type PerSeat, type Seat } from '../../rules/index.ts';
import { minus, words } from '../../words/index.ts';
import { InArea, inMargin, marginOf, useArea, type Size } from '../area.ts';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import { block, gap, line, sentence, Stack } from '../components/stack.tsx';
import { Chart, lowest } from '../components/trend.tsx';
import type { Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { useServerFlag } from '../server-flag.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { rematcher } from '../who.ts';
import { unmarked } from '../../bidi/row.ts';
import { program } from '../../words/program.ts';
import { seatTones } from '../../drawing/themes.ts';

const said = words.screens.podium;

/** More would leave no room for the score table. */
const mostHighlights = 4;

/** Of more rows than this, the score table gets the others. */
const chartRows = 10;

/** A game of fewer rounds shows them all on most terminals. */
const fewRounds = 4;

interface Podium {
  /** The number of the last round that is shown, once somebody scrolls; the chart is gone then. */
  readonly last: number | null;
}

/** A game that is over. */
export const podium = roomScreen({
  name: 'podium',
  keys: [
    { keys: ['n'], command: 'rematch', label: words.keys.rematch, who: rematcher },
    { keys: ['y'], command: 'copy', label: words.keys.copy },
    {
      keys: ['up', 'down'],
      command: 'scroll',
      label: words.keys.rounds,
      shown: '↑↓',
      isOffered: ({ state }) => state.rounds.length >= fewRounds,
    },
  ],
  initial: (): Podium => ({ last: null }),
  reduce({ last }: Podium, { command, key }, table): Outcome<Podium> {
    if (command === 'scroll') return { state: { last: scrolled(last, key === 'up', table) } };
    if (command === 'copy') return { copy: chatText(table) };
    if (table.state.rematch !== null) return { ending: 'rematch' };
    return { act: { method: 'room.rematch', params: {} }, ending: 'rematch' };
  },
  fits: (_, { state }) => state.status === 'finished',
  showsRounds: true,
  view: PodiumView,
});

/** The first key up shows as many of the last rounds as fit; beyond them, down shows the chart again. */
function scrolled(last: number | null, isUp: boolean, { state: { rounds } }: Table): number | null {
  if (last === null) return isUp ? rounds.length : null;
  if (isUp) return Math.max(1, last - 1);
  return last < rounds.length ? last + 1 : null;
}

function PodiumView({ state: { last }, table }: ViewProps<Podium>) {
  const { state, names } = table;
  const parts = [
    line([{ text: resultOf(table), tone: 'turn' }], 1),
    ...(state.rematch === null ? [] : [sentence(said.rematchIn(state.rematch), 'strong', 1)]),
    gap,
    ...(state.winners ? [block(<Places table={table} />, 4)] : []),
    gap,
    ...highlights(state)
      .slice(0, mostHighlights)
      .map((highlight, i) => sentence(words.story.highlight(highlight, names), 'plain', 3 + i)),
  ];
  return <Stack parts={parts} below={state.rounds.length > 0 && <Course table={table} last={last} />} />;
}

/** In so many columns the chart and the rounds stand beside each other. */
const wide = 120;

/** In the rows that are left over: the chart, the last rounds or those that were scrolled to, and where to find the others. */
function Course({ table, last }: { table: Table; last: number | null }) {
  const area = useArea();
  const { later } = useServerFlag();
  const played = table.state.rounds.length;
  if (area.rows < 1) return null;
  const hasChart = !area.hasChart && played > 1 && area.rows > lowest;
  const isWide = hasChart && area.columns >= wide;
  const chart = hasChart ? Math.min(isWide ? Infinity : chartRows, area.rows - 1) : 0;
  // The table has a line of titles, and an empty line above it if it is below the chart.
  const usual = Math.min(played, Math.max(0, area.rows - (isWide ? 2 : chart + 3)));
  const isScrolled = last !== null && usual < played;
  const visible = isScrolled ? Math.min(played, Math.max(0, area.rows - 2)) : usual;
  const first = Math.max(0, (isScrolled ? last : played) - visible);
  const rounds = visible > 0 && <ScoreTable table={table} first={first} rows={visible} />;
  const text = lastLine(table, { first, visible, area, later });
  return (
    <>
      {isScrolled ? (
        rounds
      ) : (
        <ChartAndRounds table={table} chart={chart} isWide={isWide}>
          {rounds}
        </ChartAndRounds>
      )}
      <Line pieces={[{ text: `${' '.repeat(marginOf(area))}${text}`, tone: 'dim' }]} />
    </>
  );
}

interface ChartProps {
  readonly table: Table;
  /** The rows of the chart; 0 if there is none. */
  readonly chart: number;
  readonly isWide: boolean;
  /** The rounds. */
  readonly children: ReactNode;
}

function ChartAndRounds({ table, chart, isWide, children }: ChartProps) {
  const area = useArea();
  const columns = isWide ? Math.floor(area.columns / 2) : area.columns;
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexShrink={0}>
      {chart > 0 && (
        <Box width={columns} flexShrink={0}>
          <InArea value={{ ...area, columns, rows: chart }}>
            <Chart table={table} />
          </InArea>
        </Box>
      )}
      {children && !isWide && <Gap />}
      <InArea value={{ ...area, columns }}>{children}</InArea>
    </Box>
  );
}

interface ShownRounds {
  readonly first: number;
  readonly visible: number;
  readonly area: Size;
  /** The options by which a command finds this game. */
  readonly later: string;
}

/** The rounds that are not shown, and the way to a picture if there is room for it. */
function lastLine({ state, mode }: Table, { first, visible, area, later }: ShownRounds): string {
  const count = state.rounds.length;
  const range = { first: first + 1, last: first + visible, count };
  // No key of a demo leads to the others, and no command finds its game.
  if (mode === 'demo') return visible === 0 || visible === count ? '' : words.screens.scores.range(range);
  const rounds = visible === 0 ? said.allRounds(count) : said.someRounds(range);
  const both = [rounds, said.picture(`${program} game ${state.code} --svg game.svg${later}`)]
    .filter((part) => part !== '')
    .join('   ');
  return widthOf(both) + marginOf(area) < area.columns ? both : rounds;
}

function resultOf({ state, names }: Table): string {
  const winners = state.winners?.map((seat) => names[seat]);
  return winners ? said.won(winners, state.rounds.length) : said.nobodyWon;
}

/** The game in a few lines, to paste into a chat. */
function chatText(table: Table): string {
  const { state, names } = table;
  const ranked = places(state.totals).map(
    ({ place, seat }) => `${said.places[place - 1] ?? ''} ${names[seat]} ${minus(state.totals[seat])}`,
  );
  const told = highlights(state).map((highlight) => words.story.highlight(highlight, names));
  const paragraphs = [[resultOf(table)], ranked, told, [`whist game ${state.code}`]];
  const text = paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return unmarked(text);
}

const placeWidth = 6;

function Places({ table: { state, names } }: { table: Table }) {
  const area = useArea();
  const name = Math.min(30, area.columns - 27);
  return places(state.totals).map(({ place, seat, isShared }) => (
    <Line
      key={seat}
      pieces={[
        { text: inMargin(place === 1 ? '★' : '', area), tone: 'turn' },
        { text: said.places[place - 1] ?? '', width: placeWidth, tone: 'strong' },
        // The mark of the seat in the chart.
        { text: String(seat + 1), width: 2, tone: seatTones[seat] },
        { text: names[seat], width: name, tone: place === 1 ? 'turn' : 'plain' },
        { text: minus(state.totals[seat]), width: 7, align: 'right', tone: 'strong' },
        isShared ? `  ${said.shared}` : '',
      ]}
    />
  ));
}

/** Places 1 to 4 by total. Players with equal totals share the better place. */
function places(totals: PerSeat<number>): { place: number; seat: Seat; isShared: boolean }[] {
  return seats
    .toSorted((a, b) => totals[b] - totals[a])
    .map((seat) => ({
      seat,
      place: 1 + totals.filter((other) => other > totals[seat]).length,
      isShared: totals.filter((other) => other === totals[seat]).length > 1,
    }));
}
