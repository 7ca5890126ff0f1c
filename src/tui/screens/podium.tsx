import { Box } from 'ink';
import { highlights, seats, type PerSeat, type Seat } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import type { Table } from '../table.ts';
import { minus, words } from '../../words/index.ts';

export interface Podium {
  readonly screen: 'podium';
}

/** More would leave no room for the score table. */
const mostHighlights = 4;

const ordinals = ['', '1st', '2nd', '3rd', '4th'];

export function PodiumView({ table, rows }: { table: Table; rows: number }) {
  const { state, names } = table;
  const played = state.rounds.length;
  const winners = state.winners;
  const told = highlights(state).slice(0, mostHighlights);
  const visible = rows - 9 - (told.length > 0 ? told.length + 1 : 0);
  const title =
    winners === null
      ? 'The game was closed before a round was complete: nobody has won.'
      : `${words.phrases.list(winners.map((seat) => names[seat]))} ${winners.length > 1 ? 'share the win' : 'wins'} after ${words.phrases.rounds(played)}!`;
  return (
    <Box flexDirection="column">
      <Line pieces={['   ', { text: title, tone: 'turn' }]} />
      <Gap />
      {winners !== null &&
        places(state.totals).map(({ place, seat, shared }) => (
          <Line
            key={seat}
            pieces={[
              { text: place === 1 ? ' ★ ' : '   ', tone: 'turn' },
              { text: ordinals[place] ?? '', width: 5, tone: 'strong' },
              { text: names[seat], width: 30, tone: place === 1 ? 'turn' : 'plain' },
              { text: minus(state.totals[seat]), width: 7, align: 'right', tone: 'strong' },
              shared ? '  shared' : '',
            ]}
          />
        ))}
      <Gap />
      {told.map((highlight) => (
        <Line key={JSON.stringify(highlight)} pieces={['   ', words.story.highlight(highlight, names)]} />
      ))}
      {told.length > 0 && <Gap />}
      {played > 0 && <ScoreTable table={table} first={Math.max(0, played - visible)} rows={visible} />}
    </Box>
  );
}

/** Places 1 to 4 by total; a tie shares the better one. */
function places(totals: PerSeat<number>): { place: number; seat: Seat; shared: boolean }[] {
  return seats
    .toSorted((a, b) => totals[b] - totals[a])
    .map((seat) => ({
      seat,
      place: 1 + totals.filter((other) => other > totals[seat]).length,
      shared: totals.filter((other) => other === totals[seat]).length > 1,
    }));
}
