import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { RoomSnapshot } from '../../client/index.ts';
import { helpLines } from '../help.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { bindingsOf, isOffered, type Ui } from '../ui.ts';
import { Line, type Piece } from './line.tsx';
import { eventSentence } from '../../words/index.ts';

/** Lines that the frame itself takes. */
export const frameRows = 7;

const phaseNames = {
  waiting: 'lobby',
  bidding_trump: 'auction',
  frisch: 'frisch',
  bidding_contract: 'contracts',
  playing: 'play',
  round_complete: 'round over',
  finished: 'game over',
} as const satisfies Record<Table['state']['status'], string>;

/** What is around every screen: where we are, how the line is, what just happened, what went wrong, the keys. */
export function Frame({
  table,
  ui,
  snapshot,
  columns,
  children,
}: {
  table: Table;
  ui: Ui;
  snapshot: RoomSnapshot;
  columns: number;
  children: ReactNode;
}) {
  const rule = '─'.repeat(columns);
  const last = snapshot.events.at(-1);
  const isTop = (binding: Parameters<typeof isOffered>[0]) => isOffered(binding, ui, table);
  const [own = [], anywhere = []] = helpLines(bindingsOf(ui, table), ui.overlay !== null, isTop);
  return (
    <>
      <Line pieces={header(table, snapshot, columns)} />
      <Line pieces={[{ text: rule, tone: 'dim' }]} />
      <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
        {children}
      </Box>
      <Line pieces={[{ text: rule, tone: 'dim' }]} />
      <Line pieces={last ? [{ text: ` ${eventSentence(table, last)}.`, tone: 'dim' }] : []} />
      <Line pieces={message(ui, snapshot)} />
      <Line pieces={keyPieces(own)} />
      <Line pieces={keyPieces(anywhere)} />
    </>
  );
}

function header(
  { state, seat, isHost, mode }: Table,
  { connection }: RoomSnapshot,
  columns: number,
): Piece[] {
  const { code, round, status } = state;
  const phase = phaseNames[status];
  const minimum = round && status === 'bidding_trump' ? ` · minimum ${round.minimumBid}` : '';
  const where = round && status !== 'finished' ? `Round ${round.number} · ${phase}${minimum}` : phase;
  const watching = mode === 'replay' ? ' · replay' : seat === null && !isHost ? ' · watching' : '';
  const line =
    mode === 'replay'
      ? ({ text: `step ${state.version} `, tone: 'dim' } as const)
      : connection === 'online'
        ? ({ text: '● on line ', tone: 'good' } as const)
        : ({ text: '◌ reconnecting … ', tone: 'warn' } as const);
  const left = ` whist ${code}  ${where}${watching}`;
  return [
    { text: ' whist ', tone: 'strong' },
    { text: code, tone: 'turn' },
    { text: left.slice(7 + code.length), width: columns - 7 - code.length - widthOf(line.text) },
    line,
  ];
}

function message({ say }: Ui, { fault, notice, busy, connection }: RoomSnapshot): Piece[] {
  if (connection !== 'online')
    return [
      { text: ' ! The line to the server is down; this terminal is reconnecting by itself.', tone: 'warn' },
    ];
  if (say !== null) return [{ text: ` ! ${say}`, tone: 'warn' }];
  if (fault !== null) return [{ text: ` ! ${fault}`, tone: 'warn' }];
  if (notice !== null) return [{ text: ` ✉ ${notice}`, tone: 'strong' }];
  return busy ? [{ text: ' … saving', tone: 'dim' }] : [];
}

const keyPieces = (described: readonly { shown: string; label: string }[]): Piece[] =>
  described.flatMap(({ shown, label }): Piece[] => [
    ' ',
    { text: shown, tone: 'strong' },
    { text: ` ${label} `, tone: 'dim' },
  ]);
