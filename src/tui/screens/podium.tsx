import { Box } from 'ink';
import { highlights, seats, type PerSeat, type Seat } from '../../rules/index.ts';
import { minus, words } from '../../words/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
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

function PodiumView({ table, rows }: ViewProps<null>) {
  const { state, names } = table;
  const played = state.rounds.length;
  const told = highlights(state).slice(0, mostHighlights);
  const visible = rows - 9 - (told.length > 0 ? told.length + 1 : 0);
  const winners = state.winners?.map((seat) => names[seat]) ?? null;
  return (
    <Box flexDirection="column">
      <Line pieces={['   ', { text: winners ? said.won(winners, played) : said.nobodyWon, tone: 'turn' }]} />
      <Gap />
      {winners && <Places table={table} />}
      <Gap />
      {told.map((highlight) => (
        <Line key={JSON.stringify(highlight)} pieces={['   ', words.story.highlight(highlight, names)]} />
      ))}
      {told.length > 0 && <Gap />}
      {played > 0 && <ScoreTable table={table} first={Math.max(0, played - visible)} rows={visible} />}
    </Box>
  );
}

function Places({ table: { state, names } }: { table: Table }) {
  return places(state.totals).map(({ place, seat, isShared }) => (
    <Line
      key={seat}
      pieces={[
        { text: place === 1 ? ' ★ ' : '   ', tone: 'turn' },
        { text: said.places[place - 1] ?? '', width: 5, tone: 'strong' },
        { text: names[seat], width: 30, tone: place === 1 ? 'turn' : 'plain' },
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
