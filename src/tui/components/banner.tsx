import { Box } from 'ink';
import { leaders, seats, type Seat } from '../../rules/index.ts';
import { minus, trickBar } from '../../words/index.ts';
import type { Size } from '../area.ts';
import type { Table } from '../table.ts';
import { cut, widthOf } from '../text.ts';
import { fullBlocks, halfBlocks, isDrawable } from './big-text.ts';
import { Line, type Piece } from './line.tsx';
import { barTone } from './seat-table.tsx';
import type { Tone } from './tone.tsx';

/** The lines of a banner, with the rule below it. After the game there are no tricks. */
export const bannerRows = ({ state: { status } }: Table): number => (status === 'finished' ? 10 : 15);

/** The players and their totals in digits that can be read from the other side of a large room. */
export function Banner({ table, size }: { table: Table; size: Size }) {
  const width = Math.floor(size.columns / seats.length);
  const nameOf = table.names.every((name) => isDrawable(name.toUpperCase())) ? largeName : usualName;
  const cells = seats.map((seat) => cellOf(table, seat, { width, nameOf }));
  return (
    <Box flexDirection="column" flexShrink={0}>
      {Array.from({ length: size.rows - 1 }, (_, row) => (
        <Line
          key={row}
          pieces={cells.flatMap((cell): Piece[] => {
            const { text, tone } = cell[row] ?? { text: '', tone: 'plain' };
            return [{ text: centred(text, width), width, tone }];
          })}
        />
      ))}
      <Line pieces={[{ text: '─'.repeat(size.columns), tone: 'dim' }]} />
    </Box>
  );
}

interface BannerLine {
  readonly text: string;
  readonly tone: Tone;
}

interface CellLooks {
  readonly width: number;
  /** A name on three lines. All four look the same. */
  readonly nameOf: (name: string, width: number) => readonly string[];
}

/** One player, from top to bottom: name, a bar if it is the turn, total, tricks of contract, bar of tricks. */
function cellOf({ state, names }: Table, seat: Seat, { width, nameOf }: CellLooks): readonly BannerLine[] {
  const { round, totals } = state;
  const isTurn = round?.turn === seat;
  const leading = leaders(totals);
  const isLeader = leading.length < seats.length && leading.includes(seat);
  // The last round of a game that is over is no news.
  const contract = state.status === 'finished' ? null : (round?.contracts[seat] ?? null);
  const tricks = round?.tricks[seat] ?? 0;
  const isPlaying = round?.type != null;
  const nameTone: Tone = isTurn ? 'turn' : 'strong';
  const totalTone: Tone = isLeader ? 'good' : 'strong';
  const toned = (lines: readonly string[], tone: Tone) => lines.map((text) => ({ text, tone }));
  return [
    ...toned(nameOf(names[seat], width - 2), nameTone),
    { text: isTurn ? '▀'.repeat(width - 6) : '', tone: 'turn' },
    ...toned(fullBlocks(minus(totals[seat])), totalTone),
    { text: '', tone: 'plain' },
    ...toned(
      contract === null
        ? ['', '', '']
        : halfBlocks(isPlaying ? `${tricks}/${contract}` : String(contract), 2),
      'plain',
    ),
    {
      text: isPlaying && contract !== null ? trickBar(tricks, contract) : '',
      tone: barTone(tricks, contract ?? 0),
    },
  ];
}

/** A name in large letters; the end of a long one is cut. */
function largeName(name: string, width: number): readonly string[] {
  const capitals = name.toUpperCase();
  const isFitting = (text: string) => widthOf(halfBlocks(text, 1)[0] ?? '') <= width;
  if (isFitting(capitals)) return halfBlocks(capitals, 1);
  const cuts = Array.from(capitals, (_, end) => `${capitals.slice(0, end).trimEnd()}…`);
  return halfBlocks(cuts.findLast(isFitting) ?? '…', 1);
}

/** Letters that cannot be drawn large are as the terminal has them. */
const usualName = (name: string, width: number): readonly string[] => ['', cut(name, width), ''];

const centred = (text: string, width: number) =>
  ' '.repeat(Math.max(0, Math.floor((width - widthOf(text)) / 2))) + text;
