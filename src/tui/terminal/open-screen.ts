import { render } from 'ink';
import { createElement, useLayoutEffect, type ReactNode } from 'react';
import { chooseReordering, reordering } from '../../bidi/reordering.ts';
import { onlyAscii } from '../../words/plain.ts';
import { asciiScreen } from './ascii-screen.ts';
import { createPainter } from './painter.ts';

export interface ScreenOptions {
  /** A terminal that can be set to raw mode; the caller has checked that. By default that of this process. */
  readonly stdin?: NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown };
  readonly stdout?: NodeJS.WritableStream;
  /** Sentences for a screen reader in place of a picture. */
  readonly isRead?: boolean;
  /** Names that keep their signs on a terminal of ASCII; by default none. */
  readonly names?: () => readonly string[];
  /** Called after each frame. */
  readonly onRender?: () => void;
  /** Gives the terminal back what was changed. Called in every ending, also if a signal ends the process. */
  readonly restore?: () => void;
}

interface Screen {
  /** Ink ends by itself after a signal, or when the terminal closes. */
  readonly closed: Promise<unknown>;
  close(): Promise<void>;
}

/** Opens a room or a page on a terminal: in its theme and signs, in the order of its language, or in sentences. */
export function openScreen(
  content: ReactNode,
  {
    stdin = process.stdin,
    stdout = process.stdout,
    isRead = false,
    names = () => [],
    onRender = () => undefined,
    restore = () => undefined,
  }: ScreenOptions,
): Screen {
  // Terminals that could reorder leave the order alone while the screen is open.
  if (isRead) chooseReordering('terminal');
  const isVisual = reordering() === 'visual';
  if (isVisual) stdout.write('\u001B[8l');
  // Ink does this after its first frame. Until then the terminal would write typed keys into the frame.
  stdin.setRawMode(true);
  const written = onlyAscii() ? asciiScreen(stdout, names) : stdout;
  const onClose = () => {
    restore();
    if (isVisual) stdout.write('\u001B[8h');
  };
  const screen = render(createElement(Closing, { onClose }, content), {
    stdin,
    stdout: isRead ? written : createPainter(written),
    isScreenReaderEnabled: isRead,
    exitOnCtrlC: false,
    alternateScreen: !isRead,
    interactive: true, // otherwise Ink draws nothing if the environment has CI
    patchConsole: stdout === process.stdout,
    onRender,
  });
  const closed = screen.waitUntilExit();
  return {
    closed,
    async close() {
      screen.unmount();
      await closed;
    },
  };
}

/** After a signal Ink takes its screen away and the process is over: no code that waits for the end still runs. */
function Closing({ onClose, children }: { onClose: () => void; children?: ReactNode }): ReactNode {
  useLayoutEffect(() => onClose, [onClose]);
  return children;
}
