import { Box, Text, useWindowSize } from 'ink';
import { useSyncExternalStore } from 'react';
import { words } from '../words/index.ts';
import { InArea, type Size } from './area.ts';
import { Advised } from './components/advice.tsx';
import { Banner } from './components/banner.tsx';
import { BelowChart, BesideTable } from './components/board.tsx';
import { Frame } from './components/frame.tsx';
import { Line } from './components/line.tsx';
import { Colours } from './components/tone.tsx';
import type { Controller } from './controller.ts';
import { useKeys } from './hooks/use-keys.ts';
import { commandKey } from './key-events.ts';
import { layoutOf, nameWidth, smallest } from './layout.ts';
import { withShortNames } from './table.ts';
import { top } from './ui.ts';

/** One room on one terminal. */
export function App({ controller, colours }: { controller: Controller; colours: boolean }) {
  const { columns, rows } = useWindowSize();
  const isTooSmall = columns < smallest.columns || rows < smallest.rows;
  useKeys((key) => {
    // No key acts on a screen that cannot be seen; only leaving is possible.
    if (!isTooSmall || key === 'ctrl-c' || commandKey(key) === 'q') controller.press(key);
  }, controller.paste);
  return (
    <Colours value={colours}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        {isTooSmall ? (
          <Text wrap="wrap">{words.screens.tooSmall(smallest.columns, smallest.rows)}</Text>
        ) : (
          <Room controller={controller} size={{ columns, rows }} />
        )}
      </Box>
    </Colours>
  );
}

function Room({ controller, size }: { controller: Controller; size: Size }) {
  const { snapshot, table, ui } = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  if (!table || !ui)
    return <Line pieces={[` ${snapshot.fault ?? words.screens.connecting}   ${words.screens.quits}`]} />;
  const shown = withShortNames(table, nameWidth(size.columns));
  const { frame, banner, main, chart, table: beside } = layoutOf(size, shown, top(ui));
  return (
    <Frame table={shown} ui={ui} snapshot={snapshot} columns={size.columns} lines={frame}>
      {banner && <Banner table={shown} size={banner} />}
      <Box flexShrink={0}>
        <Box flexDirection="column" width={main.columns} flexShrink={0}>
          <Box flexDirection="column" height={main.rows} flexShrink={0} overflow="hidden">
            <InArea value={main}>
              <Advised value={ui.isAdvised}>{top(ui).draw(shown)}</Advised>
            </InArea>
          </Box>
          {chart && <Line pieces={[{ text: '─'.repeat(chart.columns), tone: 'dim' }]} />}
          {chart && <BelowChart table={shown} size={chart} />}
        </Box>
        {beside && <VerticalRule rows={beside.rows} />}
        {beside && (
          <Box flexDirection="column" width={beside.columns} flexShrink={0}>
            <BesideTable table={shown} size={beside} />
          </Box>
        )}
      </Box>
    </Frame>
  );
}

const VerticalRule = ({ rows }: { rows: number }) => (
  <Box flexDirection="column" width={1} flexShrink={0}>
    {Array.from({ length: rows }, (_, row) => (
      <Line key={row} pieces={[{ text: '│', tone: 'dim' }]} />
    ))}
  </Box>
);
