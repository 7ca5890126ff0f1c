import { Box, useWindowSize } from 'ink';
import { createElement, useRef, useState } from 'react';
import { words } from '../../words/index.ts';
import { InArea, inMargin, useArea } from '../area.ts';
import { Line } from '../components/line.tsx';
import { markOf, windowOf, type ListWindow } from '../components/list-window.ts';
import { Sentences } from '../components/sentences.tsx';
import { block, gap, line, sentence, Stack } from '../components/stack.tsx';
import { Colours } from '../components/tone.tsx';
import { useKeys } from '../hooks/use-keys.ts';
import { commandKey } from '../key-events.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { widthOf } from '../text.ts';

export interface MenuItem<T> {
  readonly value: T;
  readonly label: string;
  readonly about: string;
}

export interface Menu<T> {
  readonly title: string;
  readonly items: readonly MenuItem<T>[];
  readonly noColor: boolean;
  /** Sentences for a screen reader in place of a picture. */
  readonly isRead: boolean;
}

/** Shows a menu on this terminal. Resolves with the chosen value, or with null if the person leaves. */
export async function runMenu<T>(menu: Menu<T>): Promise<T | null> {
  const chosen = Promise.withResolvers<T | null>();
  const app = createElement(MenuApp<T>, { ...menu, onEnd: chosen.resolve });
  const screen = openScreen(app, { isRead: menu.isRead });
  try {
    return await Promise.race([chosen.promise, screen.closed.then(() => null)]);
  } finally {
    await screen.close();
  }
}

function MenuApp<T>({
  title,
  items,
  noColor,
  isRead,
  onEnd,
}: Menu<T> & { onEnd: (value: T | null) => void }) {
  const { columns, rows } = useWindowSize();
  /** Every line that the cursor was on, the newest last. */
  const [path, setPath] = useState<readonly number[]>([0]);
  // A burst of keys comes before the next frame, so the keys have a cursor of their own.
  const cursor = useRef(0);
  const move = (step: 1 | -1) => {
    cursor.current = Math.min(Math.max(cursor.current + step, 0), items.length - 1);
    const at = cursor.current;
    setPath((before) => [...before, at]);
  };
  const choose = (at: number) => {
    const item = items[at];
    if (item) onEnd(item.value);
  };
  useKeys((typed) => {
    const key = commandKey(typed);
    if (key === 'q' || key === 'escape' || key === 'ctrl-c') onEnd(null);
    else if (key === 'up') move(-1);
    else if (key === 'down') move(1);
    else if (key === 'enter') choose(cursor.current);
    else if (/^[1-9]$/.test(key)) choose(Number(key) - 1);
  });
  if (isRead) return <Sentences all={sentencesOf(title, items, path)} />;
  const shown = windowOf(items.length, path.at(-1) ?? 0, rows - 1);
  const width = Math.max(...items.map(({ label }) => widthOf(label))) + 2;
  // The lines of the list and the keys stay; the title is left out before one of them.
  const parts = [
    gap,
    sentence(title, 'strong', 8),
    gap,
    ...items
      .slice(shown.first, shown.first + shown.visible)
      .map((item, i) => block(<ItemLine {...item} at={shown.first + i} width={width} shown={shown} />, 1)),
    gap,
    line([{ text: words.pages.start.keys, tone: 'dim' }]),
  ];
  return (
    <Colours value={!noColor}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        <InArea value={{ columns, rows, hasChart: false }}>
          <Stack parts={parts} />
        </InArea>
      </Box>
    </Colours>
  );
}

/** The menu as a screen reader reads it, with the lines that the cursor was on. */
function sentencesOf<T>(title: string, items: Menu<T>['items'], path: readonly number[]): string[] {
  const lines = items.map(({ label, about }, at) => `${at + 1} ${label}, ${about}`);
  return [
    title,
    ...lines,
    words.reader.keys(words.pages.start.keys.split(/ {2,}/)),
    ...path.map((at) => `${words.reader.here} ${lines[at] ?? ''}`),
  ];
}

interface ItemProps {
  readonly at: number;
  readonly label: string;
  readonly about: string;
  readonly width: number;
  readonly shown: ListWindow;
}

function ItemLine({ at, label, about, width, shown }: ItemProps) {
  const area = useArea();
  return (
    <Line
      pieces={[
        { text: inMargin(markOf(shown, at), area), tone: 'turn' },
        `${at + 1} `,
        { text: label, width, tone: at === shown.cursor ? 'turn' : 'strong' },
        { text: about, tone: 'dim' },
      ]}
    />
  );
}
