import { Box } from 'ink';
import { leaders, seats, type Seat } from '../../rules/index.ts';
import { minus, trickBar } from '../../words/index.ts';
import type { Size } from '../area.ts';
import type { Table } from '../table.ts';
import { cut, widthOf } from '../text.ts';
import { fullBlocks, halfBlocks, isDrawable } from './big-text.ts';
import { Line, type Piece } from './line.tsx';
import type { Tone } from './tone.tsx';

/** The lines of a banner, with the rule below it. */
export const bannerRows = 15;

/** The players and their totals in digits that can be read from the other side of a large room. */
export function Banner({ table, size }: { table: Table; size: Size }) {
  const width = Math.floor(size.columns / seats.length);
  const cells = seats.map((seat) => cellOf(table, seat, width));
  return (
    <Box flexDirection="column" flexShrink={0}>
      {Array.from({ length: bannerRows - 1 }, (_, row) => (
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

/** One player, from top to bottom: name, a bar if it is the turn, total, tricks of contract, bar of tricks. */
function cellOf({ state, names }: Table, seat: Seat, width: number): readonly BannerLine[] {
  const { round, totals } = state;
  const isTurn = round?.turn === seat;
  const leading = leaders(totals);
  const isLeader = leading.length < seats.length && leading.includes(seat);
  const contract = round?.contracts[seat] ?? null;
  const tricks = round?.tricks[seat] ?? 0;
  const isPlaying = round?.type != null;
  const nameTone: Tone = isTurn ? 'turn' : 'strong';
  const totalTone: Tone = isLeader ? 'good' : 'strong';
  const toned = (lines: readonly string[], tone: Tone) => lines.map((text) => ({ text, tone }));
  return [
    ...toned(bigName(names[seat], width - 2), nameTone),
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
      tone: tricks > (contract ?? 0) ? 'bad' : 'good',
    },
  ];
}

/** A name in large letters if it fits and its letters can be drawn, otherwise in usual ones. */
function bigName(name: string, width: number): readonly string[] {
  const capitals = name.toUpperCase();
  const large = halfBlocks(capitals, 1);
  return isDrawable(capitals) && widthOf(large[0] ?? '') <= width ? large : ['', cut(name, width), ''];
}

const centred = (text: string, width: number) =>
  ' '.repeat(Math.max(0, Math.floor((width - widthOf(text)) / 2))) + text;
