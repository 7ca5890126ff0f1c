import { render } from 'ink';
import { createElement } from 'react';
import { chooseReordering, reordering } from '../bidi/reordering.ts';
import type { RoomStore, Step } from '../client/index.ts';
import { onlyAscii } from '../words/plain.ts';
import { App } from './app.tsx';
import { createReading, Reader } from './reader.tsx';
import { asciiScreen } from './terminal/ascii-screen.ts';
import { Caption, type CaptionSource } from './caption.ts';
import { createController } from './controller.ts';
import { createNotifier, type Notify } from './terminal/notify.ts';
import { ServerFlag, type ServerFlags } from './server-flag.ts';
import type { Ending } from './outcome.ts';
import { createPainter } from './terminal/painter.ts';
import type { Mode } from './table.ts';

export interface RunOptions {
  readonly store: RoomStore;
  readonly mode: Mode;
  /** A terminal that can be set to raw mode; the caller has checked that. */
  readonly stdin: NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown };
  readonly stdout: NodeJS.WritableStream;
  readonly noColor: boolean;
  /** Sentences for a screen reader in place of the screens. */
  readonly isRead?: boolean;
  /** Whether advice is shown at first; by default not. */
  readonly isAdvised?: boolean;
  /** How other terminals reach the server; by default they need no option for it. */
  readonly serverFlags?: ServerFlags;
  /** How the turn is told beside the screen; by default not at all. */
  readonly notify?: Notify;
  /** Lines in place of the keys. */
  readonly caption?: CaptionSource;
  /** Called with the wanted step of a replay. */
  readonly onStep?: (step: Step) => void;
  /** Called with a text that was also copied: not every terminal can copy. */
  readonly onCopy?: (text: string) => void;
  /** Called with the version of the room that each frame shows, so that a script knows when to type. */
  readonly onDrawn?: (version: number) => void;
}

/** Shows a room on a terminal, and resolves with how it ended. The caller closes the store. */
export async function runApp({
  store,
  mode,
  stdin,
  stdout,
  noColor,
  isRead = false,
  isAdvised = false,
  serverFlags,
  notify = { bell: false, title: false },
  caption,
  onStep,
  onCopy,
  onDrawn,
}: RunOptions): Promise<Ending> {
  // Terminals that could reorder leave the order alone while the screen is open.
  if (isRead) chooseReordering('terminal');
  const isVisual = reordering() === 'visual';
  if (isVisual) stdout.write('\u001B[8l');
  const ended = Promise.withResolvers<Ending>();
  const controller = createController({
    store,
    mode,
    isAdvised,
    onEnd: ended.resolve,
    onStep,
    onCopy(text) {
      stdout.write(copying(text));
      onCopy?.(text);
    },
  });
  const notifier = createNotifier(notify, stdout);
  const stopTelling = controller.subscribe(() => notifier.tell(controller.getSnapshot().table));
  // Ink does this after its first frame. Until then the terminal would write typed keys into the frame.
  stdin.setRawMode(true);
  const app = isRead
    ? createElement(Reader, { controller, reading: createReading(controller) })
    : createElement(App, { controller, colours: !noColor });
  const captioned = caption ? createElement(Caption, { value: caption }, app) : app;
  const written = onlyAscii() ? asciiScreen(stdout, store) : stdout;
  const reachable = serverFlags ? createElement(ServerFlag, { value: serverFlags }, captioned) : captioned;
  const screen = render(reachable, {
    stdin,
    stdout: isRead ? written : createPainter(written),
    isScreenReaderEnabled: isRead,
    exitOnCtrlC: false,
    alternateScreen: !isRead,
    interactive: true, // otherwise Ink draws nothing if the environment has CI
    patchConsole: stdout === process.stdout,
    onRender: () => {
      const version = controller.drawn();
      onDrawn?.(version);
    },
  });
  notifier.tell(controller.getSnapshot().table);
  // Ink ends by itself after a signal, or when the terminal closes.
  const closed = screen.waitUntilExit().then((): Ending => 'quit');
  try {
    return await Promise.race([ended.promise, closed]);
  } finally {
    screen.unmount();
    await closed;
    stopTelling();
    notifier.end();
    controller.close();
    if (isVisual) stdout.write('\u001B[8h');
  }
}

/** Asks the terminal to copy a text, by the sequence OSC 52. It does not answer, and some terminals ignore it. */
const copying = (text: string) => `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
