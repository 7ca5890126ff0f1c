import { Box, useWindowSize } from 'ink';
import { useSyncExternalStore } from 'react';
import { words } from '../words/index.ts';
import { Frame, frameRows } from './components/frame.tsx';
import { Line } from './components/line.tsx';
import { Colours } from './components/tone.tsx';
import type { Controller } from './controller.ts';
import { useKeys } from './hooks/use-keys.ts';
import { useSuspend } from './hooks/use-suspend.ts';
import { top } from './ui.ts';

/** Every screen fits in a terminal of this size. */
const smallest = { columns: 80, rows: 24 } as const;

/** One room on one terminal. */
export function App({ controller, colours }: { controller: Controller; colours: boolean }) {
  const { columns, rows } = useWindowSize();
  const isTooSmall = columns < smallest.columns || rows < smallest.rows;
  const suspend = useSuspend();
  useKeys((key) => {
    if (key === 'ctrl-z') return suspend();
    // No key acts on a screen that cannot be seen; only leaving is possible.
    if (!isTooSmall || key === 'ctrl-c' || key === 'q') controller.press(key);
  }, controller.paste);
  return (
    <Colours value={colours}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        {isTooSmall ? (
          <Line pieces={[words.screens.tooSmall(smallest.columns, smallest.rows)]} />
        ) : (
          <Room controller={controller} columns={columns} rows={rows} />
        )}
      </Box>
    </Colours>
  );
}

function Room({ controller, columns, rows }: { controller: Controller; columns: number; rows: number }) {
  const { snapshot, table, ui } = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  if (!table || !ui)
    return <Line pieces={[` ${snapshot.fault ?? words.screens.connecting}   ${words.screens.quits}`]} />;
  return (
    <Frame table={table} ui={ui} snapshot={snapshot} columns={columns}>
      {top(ui).draw(table, rows - frameRows)}
    </Frame>
  );
}
