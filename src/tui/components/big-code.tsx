import { Box } from 'ink';
import { useArea } from '../area.ts';
import { fullBlocks, halfBlocks } from './big-text.ts';
import { Line } from './line.tsx';

/** A room code in large letters, which people can read across a table. */
export function BigCode({ code, isLarge = false }: { code: string; isLarge?: boolean }) {
  const { columns } = useArea();
  const lines = isLarge ? fullBlocks(code) : halfBlocks(code, columns < 60 ? 1 : 2);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((text, i) => (
        <Line key={i} pieces={['   ', { text, tone: 'strong' }]} />
      ))}
    </Box>
  );
}
