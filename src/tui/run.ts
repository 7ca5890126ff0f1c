import { createElement } from 'react';
import type { RoomStore, Step } from '../client/index.ts';
import { App } from './app.tsx';
import { createReading, Reader } from './reader.tsx';
import { Caption, type CaptionSource } from './caption.ts';
import { createController } from './controller.ts';
import { createNotifier, type Notify } from './terminal/notify.ts';
import { ServerFlag, type ServerFlags } from './server-flag.ts';
import type { Ending } from './outcome.ts';
import { openScreen } from './terminal/open-screen.ts';
import { nameAmong } from '../words/index.ts';
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
  const app = isRead
    ? createElement(Reader, { controller, reading: createReading(controller) })
    : createElement(App, { controller, colours: !noColor });
  const captioned = caption ? createElement(Caption, { value: caption }, app) : app;
  const reachable = serverFlags ? createElement(ServerFlag, { value: serverFlags }, captioned) : captioned;
  const screen = openScreen(reachable, {
    stdin,
    stdout,
    isRead,
    names: () => namesIn(store),
    onRender: () => {
      const version = controller.drawn();
      onDrawn?.(version);
    },
    restore: notifier.end,
  });
  notifier.tell(controller.getSnapshot().table);
  try {
    return await Promise.race([ended.promise, screen.closed.then((): Ending => 'quit')]);
  } finally {
    stopTelling();
    await screen.close();
    controller.close();
  }
}

const namesIn = (store: RoomStore) =>
  (store.getSnapshot().state?.seats ?? []).flatMap((player) => (player ? nameAmong(player) : []));

/** Asks the terminal to copy a text, by the sequence OSC 52. It does not answer, and some terminals ignore it. */
const copying = (text: string) => `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
