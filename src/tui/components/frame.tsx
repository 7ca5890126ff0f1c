import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { RoomEvent, RoomSnapshot } from '../../client/index.ts';
import { eventSentence, words } from '../../words/index.ts';
import { helpOf } from '../help.ts';
import type { OpenKey } from '../outcome.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { keysOf, type Ui } from '../ui.ts';
import { Line, type Piece } from './line.tsx';

/** The number of lines of the frame itself. */
export const frameRows = 7;

const said = words.screens.frame;

interface FrameProps {
  readonly table: Table;
  readonly ui: Ui;
  readonly snapshot: RoomSnapshot;
  readonly columns: number;
  readonly children: ReactNode;
}

/**
 * The frame around every screen: the room, its phase, the connection, the last event, a message, the keys.
 */
export function Frame({ table, ui, snapshot, columns, children }: FrameProps) {
  const rule = '─'.repeat(columns);
  const last = snapshot.events.at(-1);
  const { own, anywhere } = keysOf(ui, table);
  return (
    <>
      <Line pieces={header(table, snapshot, columns)} />
      <Line pieces={[{ text: rule, tone: 'dim' }]} />
      <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
        {children}
      </Box>
      <Line pieces={[{ text: rule, tone: 'dim' }]} />
      <Line pieces={last ? [{ text: ` ${lastEvent(table, last, snapshot)}`, tone: 'dim' }] : []} />
      <Line pieces={message(table, ui, snapshot)} />
      <Line pieces={helpLine(own.filter(({ quiet }) => !quiet))} />
      <Line pieces={helpLine(anywhere)} />
    </>
  );

  function helpLine(keys: readonly OpenKey[]): Piece[] {
    return keys
      .filter((key) => key.isOffered(table))
      .flatMap((key): Piece[] => {
        const { shown, label } = helpOf(key, own);
        return [' ', { text: shown, tone: 'strong' }, { text: ` ${label} `, tone: 'dim' }];
      });
  }
}

function header(table: Table, { connection }: RoomSnapshot, columns: number): Piece[] {
  const { code, version } = table.state;
  const line: Exclude<Piece, string> =
    table.mode === 'replay'
      ? { text: `${said.step(version)} `, tone: 'dim' }
      : connection === 'online'
        ? { text: `● ${said.online} `, tone: 'good' }
        : { text: `◌ ${said.reconnecting} `, tone: 'warn' };
  const program = ' whist ';
  return [
    { text: program, tone: 'strong' },
    { text: code, tone: 'turn' },
    { text: `  ${place(table)}`, width: columns - program.length - code.length - widthOf(line.text) },
    line,
  ];
}

/** The round, its phase and the part of this terminal: `Round 2 · auction · minimum 6 · watching`. */
function place({ state, seat, isHost, mode }: Table): string {
  const { round, status } = state;
  const phase = said.phases[status];
  const parts = round && status !== 'finished' ? [said.round(round.number), phase] : [phase];
  if (round && status === 'bidding_trump') parts.push(said.minimum(round.minimumBid));
  if (mode === 'replay') parts.push(said.replay);
  else if (seat === null && !isHost) parts.push(said.watching);
  return parts.join(' · ');
}

function lastEvent(table: Table, last: RoomEvent, { lost }: RoomSnapshot): string {
  const sentence = eventSentence(table, last);
  return lost.length > 0 ? said.recordedUpTo(sentence) : `${sentence}.`;
}

/** More would not fit in a line. */
const mostLost = 2;

/** Why something was refused, and what else was not recorded because of it. */
function refusal(table: Table, { fault, lost }: RoomSnapshot): string | null {
  if (fault === null || lost.length === 0) return fault;
  const events = lost.slice(0, mostLost).map((event) => eventSentence(table, event));
  return said.notRecorded(events, lost.length - events.length, fault);
}

function message(table: Table, { say }: Ui, snapshot: RoomSnapshot): Piece[] {
  const { notice, busy, connection } = snapshot;
  const fault = refusal(table, snapshot);
  if (connection !== 'online') return [{ text: ` ! ${said.lineDown}`, tone: 'warn' }];
  if (say !== null) return [{ text: ` ! ${say}`, tone: 'warn' }];
  if (fault !== null) return [{ text: ` ! ${fault}`, tone: 'warn' }];
  if (notice !== null) return [{ text: ` ✉ ${notice}`, tone: 'strong' }];
  return busy ? [{ text: ` … ${said.saving}`, tone: 'dim' }] : [];
}
