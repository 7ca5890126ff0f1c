import { Box } from 'ink';
import type { ReactNode } from 'react';
import { undoneBy, type RoomEvent, type RoomSnapshot } from '../../client/index.ts';
import { eventSentence, words } from '../../words/index.ts';
import { useCaption } from '../caption.ts';
import { helpOf } from '../help.ts';
import { useNow } from '../hooks/use-now.ts';
import type { OpenKey } from '../outcome.ts';
import type { Size } from '../area.ts';
import type { FrameLines } from '../layout.ts';
import { mustAct, type Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { keysOf, type Ui } from '../ui.ts';
import { Line, type Piece } from './line.tsx';

const said = words.screens.frame;

interface FrameProps {
  readonly table: Table;
  readonly ui: Ui;
  readonly snapshot: RoomSnapshot;
  readonly columns: number;
  readonly lines: FrameLines;
  readonly children: ReactNode;
}

/**
 * The frame around every screen: the room, its phase, the connection, the last event, a message, the keys.
 */
export function Frame({ table, ui, snapshot, columns, lines, children }: FrameProps) {
  const isTurn = mustAct(table);
  const now = useNow(snapshot.connection !== 'online' || snapshot.busy);
  const rule = <Line pieces={[ruleOf(columns, isTurn)]} />;
  const last = snapshot.events.at(-1);
  const event: Piece[] = last ? [{ text: ` ${lastEvent(table, last, snapshot)}`, tone: 'dim' }] : [];
  const told = messageOf(table, ui, snapshot);
  const caption = useCaption();
  return (
    <>
      <Line pieces={header(table, lineOf(table, snapshot, { columns, now }), columns)} />
      {lines.rules > 1 && rule}
      <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
        {children}
      </Box>
      {lines.rules > 0 && rule}
      {lines.news > 1 && <Line pieces={event} />}
      <Line pieces={lines.news > 1 || told.length > 0 ? told : event} />
      {helpLines(ui, table, { columns, rows: lines.help }).map((pieces, i) => (
        <Line key={i} pieces={captioned(caption, i) ?? pieces} />
      ))}
    </>
  );
}

/** A line in place of the keys, if there is one. */
function captioned(caption: readonly string[], line: number): Piece[] | null {
  const text = caption[line];
  return text === undefined ? null : [{ text: ` ${text}`, tone: line === 0 ? 'turn' : 'strong' }];
}

/** The rule of the frame. It is thick and coloured while the table waits for this terminal. */
const ruleOf = (columns: number, isTurn: boolean): Piece => ({
  text: (isTurn ? '━' : '─').repeat(columns),
  tone: isTurn ? 'turn' : 'dim',
});

/** The keys that somebody may press now, each as a whole. On a narrow screen the help overlay has the others. */
function helpLines(ui: Ui, table: Table, { columns, rows }: Size): readonly Piece[][] {
  const { own, anywhere } = keysOf(ui, table);
  const offered = (keys: readonly OpenKey[]) =>
    keys.filter((key) => key.isOffered(table)).map((key) => helpOf(key, own));
  const groups = [offered(own.filter(({ quiet }) => !quiet)), offered(anywhere)];
  const isRoomy = rows >= groups.length && groups.every((group) => widthOfHelp(group) <= columns);
  const shown = isRoomy ? groups : filled(groups.flat(), { columns, rows });
  return shown.map((group) =>
    group.flatMap(({ shown, label }): Piece[] => [
      ' ',
      { text: shown, tone: 'strong' },
      { text: ` ${label} `, tone: 'dim' },
    ]),
  );
}

interface Help {
  readonly shown: string;
  readonly label: string;
}

const widthOfHelp = (keys: readonly Help[]) =>
  keys.reduce((sum, { shown, label }) => sum + widthOf(`${shown}${label}`) + 3, 0);

/**
 * The keys that fit on a number of lines. The last one is always the key for help, because it leads to all others, or
 * the key that closes the screen.
 */
function filled(keys: readonly Help[], { columns, rows }: Size): Help[][] {
  const help = keys.find(({ shown }) => shown === '?') ?? keys.find(({ label }) => label === words.keys.back);
  const lines: Help[][] = Array.from({ length: rows }, () => []);
  const room = (row: number) => columns - (row === rows - 1 && help ? widthOfHelp([help]) : 0);
  for (const key of keys.filter((one) => one !== help))
    lines.find((line, row) => widthOfHelp([...line, key]) <= room(row))?.push(key);
  if (help) lines.at(-1)?.push(help);
  return lines;
}

/** An answer that takes longer says that the line is slow. */
const slow = 2; // seconds

type TonedPiece = Exclude<Piece, string>;

interface LineOptions {
  readonly columns: number;
  readonly now: number;
}

/** The connection, and for how long it is down or slow; in a replay, the step. */
function lineOf(
  { mode, state: { version } }: Table,
  { connection, downSince, busySince, steps }: RoomSnapshot,
  { columns, now }: LineOptions,
): TonedPiece {
  const secondsSince = (since: number | null) => Math.max(0, Math.floor((now - (since ?? now)) / 1000));
  if (mode === 'replay') return { text: `${said.step(version, steps ?? version)} `, tone: 'dim' };
  if (mode === 'demo') return { text: `${said.demo} `, tone: 'dim' };
  if (connection !== 'online')
    return { text: `◌ ${said.reconnecting(secondsSince(downSince))} `, tone: 'warn' };
  if (secondsSince(busySince) >= slow)
    return { text: `◌ ${said.slow(secondsSince(busySince))} `, tone: 'warn' };
  return { text: columns < 60 ? '● ' : `● ${said.online} `, tone: 'good' };
}

/** The room and its phase on the left, the connection on the right; less important facts are left out. */
function header(table: Table, line: TonedPiece, columns: number): Piece[] {
  const { code } = table.state;
  const program = columns < 60 ? ' ' : ' whist ';
  const turn = turnText(table);
  const width =
    columns - program.length - code.length - (turn === '' ? 0 : widthOf(turn) + 2) - widthOf(line.text);
  return [
    { text: program, tone: 'strong' },
    { text: code, tone: 'turn' },
    { text: `  ${placeOf(table, width - 3)}`, width },
    { text: turn, tone: 'picked' },
    ...(turn === '' ? [] : ['  ']),
    line,
  ];
}

/** Says that the table waits for this terminal, also while another screen hides the table. */
function turnText(table: Table): string {
  const turn = table.state.round?.turn ?? null;
  if (turn === null || !mustAct(table)) return '';
  return ` ▶ ${turn === table.seat ? said.yourTurn : said.turnOf(table.names[turn])} `;
}

/** The round, its phase and the part of this terminal: `Round 2 of 8 · auction · minimum 6 · watching`. */
export function placeOf({ state, seat, isHost, mode }: Table, width: number): string {
  const { round, status } = state;
  const phase = said.phases[status];
  const last = state.length !== null && 'rounds' in state.length ? state.length.rounds : null;
  const parts = round && status !== 'finished' ? [said.round(round.number, last), phase] : [phase];
  if (round && status === 'bidding_trump') parts.push(said.minimum(round.minimumBid));
  if (mode === 'replay') parts.push(said.replay);
  else if (seat === null && !isHost) parts.push(said.watching);
  while (parts.length > 1 && widthOf(parts.join(' · ')) > width) parts.pop();
  return parts.join(' · ');
}

function lastEvent(table: Table, last: RoomEvent, { lost }: RoomSnapshot): string {
  const sentence = eventSentence(table, last, undoneBy(table.events, last));
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

export function messageOf(table: Table, { say, done }: Ui, snapshot: RoomSnapshot): Piece[] {
  const { notice, busy, connection } = snapshot;
  const fault = refusal(table, snapshot);
  if (connection !== 'online') return [{ text: ` ! ${said.lineDown}`, tone: 'warn' }];
  if (say !== null) return [{ text: ` ! ${say}`, tone: 'warn' }];
  if (done !== null) return [{ text: ` ✓ ${done}`, tone: 'good' }];
  if (fault !== null) return [{ text: ` ! ${fault}`, tone: 'warn' }];
  if (notice !== null) return [{ text: ` ✉ ${notice}`, tone: 'strong' }];
  return busy ? [{ text: ` … ${said.saving}`, tone: 'dim' }] : [];
}
