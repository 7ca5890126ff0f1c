import { Box } from 'ink';
import { highlightWords } from '../../client/index.ts';
import { highlights } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import type { Table } from '../table.ts';
import { counted, listed, places, totalWords } from '../../words/english/points.ts';

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
      : `${listed(winners.map((seat) => names[seat]))} ${winners.length > 1 ? 'share the win' : 'wins'} after ${counted(played, 'round')}!`;
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
              { text: totalWords(state.totals[seat]), width: 7, align: 'right', tone: 'strong' },
              shared ? '  shared' : '',
            ]}
          />
        ))}
      <Gap />
      {told.map((highlight) => (
        <Line key={JSON.stringify(highlight)} pieces={['   ', highlightWords(highlight, names)]} />
      ))}
      {told.length > 0 && <Gap />}
      {played > 0 && <ScoreTable table={table} first={Math.max(0, played - visible)} rows={visible} />}
    </Box>
  );
}
