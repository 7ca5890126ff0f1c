import { renderToString } from 'ink';
import { useSyncExternalStore } from 'react';
import { InArea } from './area.ts';
import { undoneBy, type RoomEvent, type RoomSnapshot } from '../client/index.ts';
import { eventSentence, minus, signed, words } from '../words/index.ts';
import { messageOf, placeOf } from './components/frame.tsx';
import { contractAdvice } from '../rules/index.ts';
import { madeText, overtakingSentence } from './components/advice.tsx';
import type { Piece } from './components/line.tsx';
import { Sentences } from './components/sentences.tsx';
import type { Controller } from './controller.ts';
import { helpOf } from './help.ts';
import { useKeys } from './hooks/use-keys.ts';
import type { Table } from './table.ts';
import { keysOf, top, type Ui } from './ui.ts';

const said = words.reader;

/** A room for a screen reader: sentences, one below the other. Nothing is drawn again, and the keys are the same. */
export function Reader({ controller, reading }: { controller: Controller; reading: Reading }) {
  const sentences = useSyncExternalStore(reading.subscribe, reading.sentences);
  useKeys(controller.press, controller.paste);
  return <Sentences all={sentences} />;
}

/** Room for everything that a screen has to say. */
const area = { columns: 120, rows: 60, hasChart: true };

export interface Reading {
  subscribe(listener: () => void): () => void;
  /** Everything said so far. */
  sentences(): readonly string[];
}

/** Says in sentences what happens in a room, and what each key press has changed. */
export function createReading(controller: Controller): Reading {
  // A person presses no keys of a demo, so nothing is said about them.
  const isDemo = controller.getSnapshot().table?.mode === 'demo';
  let sentences: readonly string[] = isDemo ? [] : [said.welcome];
  const told = new Set<string>();
  /** The last lines of each screen, by its name, so that only what is new is said. */
  const read = new Map<string, readonly string[]>();
  const once = new Map<string, string>();

  /** The sentence, unless it is the one that was said last about the same thing. */
  function changed(about: string, sentence: string): string[] {
    const isNew = sentence !== (once.get(about) ?? '');
    once.set(about, sentence);
    return isNew && sentence !== '' ? [sentence] : [];
  }

  function eventsOf(table: Table, events: readonly RoomEvent[]): string[] {
    const fresh = events.filter((event) => {
      // An event that this terminal expects has no time yet. People come and go without a new version.
      const key = [event.version, event.type, event.type === 'presence' ? event.at : ''].join();
      return !told.has(key) && told.add(key);
    });
    return fresh.map((event) => `${eventSentence(table, event, undoneBy(events, event))}.`);
  }

  function screenOf(table: Table, ui: Ui): string[] {
    const { name, draw } = top(ui);
    // Advice is a picture of rows below each other; here each contract has a sentence.
    const screen = <InArea value={area}>{draw(table)}</InArea>;
    const lines = linesOf(renderToString(screen, { columns: area.columns }));
    // A screen that was opened anew is read as a whole.
    const isNew = changed('screen', `${name}${ui.overlay ? ' over it' : ''}`).length > 0;
    const before = isNew && ui.overlay ? [] : (read.get(name) ?? []);
    read.set(name, lines);
    const opened = isNew && name === 'scores' ? [totalsOf(table)] : [];
    const advice = ui.isAdvised ? changed('advice', adviceOf(table)) : [];
    return [...opened, ...lines.filter((line) => !before.includes(line)), ...advice];
  }

  function more(): string[] {
    const { snapshot, table, ui } = controller.getSnapshot();
    if (!table || !ui) return changed('waiting', snapshot.fault ?? words.screens.connecting);
    return [
      ...eventsOf(table, snapshot.events),
      ...changed('place', placeOf(table, 200)),
      ...screenOf(table, ui),
      ...changed('message', messageIn(table, ui, snapshot)),
      ...(isDemo ? [] : changed('keys', keysIn(ui, table))),
    ];
  }

  const next = () => {
    const added = more().map(plain);
    if (added.length > 0) sentences = [...sentences, ...added];
  };
  next();
  return {
    subscribe: (listener) =>
      controller.subscribe(() => {
        next();
        listener();
      }),
    sentences: () => sentences,
  };
}

/** The message of the frame; nothing about saving, which is said by the event. */
function messageIn(table: Table, ui: Ui, snapshot: RoomSnapshot): string {
  const message = plain(messageOf(table, ui, snapshot).map(textOf).join(''));
  return message === words.screens.frame.saving ? '' : message;
}

const textOf = (piece: Piece) => (typeof piece === 'string' ? piece : piece.text);

/** `Keys: Enter bid, p pass.` */
function keysIn(ui: Ui, table: Table): string {
  const { own, anywhere } = keysOf(ui, table);
  const shown = own
    .filter((key) => !key.quiet && key.isOffered(table))
    .map((key) => {
      const { shown, label } = helpOf(key, own);
      return `${shown} ${label}`;
    });
  if (shown.length > 0) return said.keys(shown);
  return anywhere.length > 0 ? said.onlyKeysAnywhere : '';
}

/** The points of each contract that the player whose turn it is may choose, and what overtakes the leader. */
function adviceOf({ state, names }: Table): string {
  const turn = state.round?.turn ?? null;
  if (turn === null) return '';
  const possible = contractAdvice(state, turn).filter(({ fault }) => fault === null);
  const points = possible.map((one) =>
    said.advice({ amount: one.amount, made: madeText(one), missed: signed(one.missedByOne) }),
  );
  return [...points, overtakingSentence({ state, names }, turn) ?? ''].join(' ').trim();
}

const totalsOf = ({ names, state }: Table) =>
  said.totals(names.map((name, seat) => `${name} ${minus(state.totals[seat] ?? 0)}`));

/** The lines of a drawn screen that have words or numbers, without the signs of a picture. */
function linesOf(drawn: string): string[] {
  return drawn
    .split('\n')
    .map(plain)
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** A text without escape sequences, lines and blocks; columns become the parts of a sentence. */
function plain(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- Escape sequences begin with a control character.
      .replaceAll(/\u001B\]8;;[^\u001B]*\u001B\\|\u001B\[[\d;]*m/g, '')
      .replaceAll(/[\u2500-\u25A1\u2800-\u28FF]/g, ' ')
      .replace(/^\s*[▶!✓✉…]\s/u, (mark) => (mark.includes('▶') ? `${said.here} ` : ''))
      .trim()
      .replaceAll(/ {2,}/g, ', ')
  );
}
