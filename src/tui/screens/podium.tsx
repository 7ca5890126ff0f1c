import { highlights, seats, type PerSeat, type Seat } from '../../rules/index.ts';
import { minus, words } from '../../words/index.ts';
import { inMargin, useArea } from '../area.ts';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import { block, gap, line, sentence, Stack } from '../components/stack.tsx';
import type { Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import type { Table } from '../table.ts';

const said = words.screens.podium;

/** More would leave no room for the score table. */
const mostHighlights = 4;

/** A game that is over. */
export const podium = roomScreen({
  name: 'podium',
  keys: [],
  initial: () => null,
  reduce: (state: null): Outcome<null> => ({ state }),
  fits: (_, { state }) => state.status === 'finished',
  view: PodiumView,
});

function PodiumView({ table }: ViewProps<null>) {
  const { state, names } = table;
  const winners = state.winners?.map((seat) => names[seat]) ?? null;
  const parts = [
    line([{ text: winners ? said.won(winners, state.rounds.length) : said.nobodyWon, tone: 'turn' }], 1),
    gap,
    ...(winners ? [block(<Places table={table} />, 4)] : []),
    gap,
    ...highlights(state)
      .slice(0, mostHighlights)
      .map((highlight, i) => sentence(words.story.highlight(highlight, names), 'plain', 3 + i)),
  ];
  return <Stack parts={parts} below={<LastRounds table={table} />} />;
}

/** The score table in the rows that are left over. */
function LastRounds({ table }: { table: Table }) {
  const { rows } = useArea();
  const played = table.state.rounds.length;
  const visible = Math.min(rows - 2, played);
  if (visible < 1) return null;
  return (
    <>
      <Gap />
      <ScoreTable table={table} first={played - visible} rows={visible} />
    </>
  );
}

function Places({ table: { state, names } }: { table: Table }) {
  const area = useArea();
  const name = Math.min(30, area.columns - 24);
  return places(state.totals).map(({ place, seat, isShared }) => (
    <Line
      key={seat}
      pieces={[
        { text: inMargin(place === 1 ? '★' : '', area), tone: 'turn' },
        { text: said.places[place - 1] ?? '', width: 5, tone: 'strong' },
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
