import { expect, test } from 'vitest';
import { createNotifier } from '../../../src/tui/terminal/notify.ts';
import { runApp } from '../../../src/tui/index.ts';
import { gameAfter, moments, roomOf, snapshotOf, userIds } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';
import { opener, tableAt } from '../typing.ts';

const mine = tableAt(moments.opening, opener);
const theirs = tableAt(moments.auction, opener);

function told(by: Parameters<typeof createNotifier>[0], tables: readonly (typeof mine)[]): string[] {
  const written: string[] = [];
  const notifier = createNotifier(by, {
    write: (text: string | Uint8Array) => written.push(String(text)) > 0,
  });
  for (const table of tables) notifier.tell(table);
  notifier.end();
  return written;
}

test('the bell rings once when the turn comes, and again when it comes again', () => {
  expect(told({ bell: true, title: false }, [theirs, mine, mine, theirs, mine])).toEqual([
    '\u0007',
    '\u0007',
  ]);
});

test('the title says whose turn it is, changes only with it, and is given back at the end', () => {
  expect(told({ bell: false, title: true }, [theirs, mine, mine])).toEqual([
    '\u001b[22;2t\u001b]2;whist ABC234\u0007',
    '\u001b]2;▶ Your turn · whist ABC234\u0007',
    '\u001b]2;\u0007\u001b[23;2t',
  ]);
});

test('neither bell nor title, if nobody wants them', () => {
  expect(told({ bell: false, title: false }, [theirs, mine])).toEqual([]);
});

test('the device of the whole table and a replay are never waited for', () => {
  for (const mode of ['table', 'replay'] as const)
    expect(told({ bell: true, title: false }, [tableAt(moments.opening, { ...opener, mode })])).toEqual([]);
});

test('the frame says that it is the own turn, also while another screen is open', async () => {
  const terminal = createTerminal();
  const still = createStillStore(snapshotOf(roomOf(gameAfter(moments.auction)), userIds[3]));
  const { stdin, stdout } = terminal;
  const notify = { bell: true, title: true };
  const ended = runApp({ store: still.store, mode: 'seat', stdin, stdout, noColor: true, notify });
  await terminal.shows(/ABC234 .*▶ your turn .*● online/, '━'.repeat(80));
  terminal.type('\t');
  await terminal.shows('No round is complete yet.', /▶ your turn/, '━'.repeat(80));
  still.become({ state: { ...roomOf(gameAfter(moments.opening)), version: 8 } });
  await terminal.shows('─'.repeat(80));
  expect(terminal.text()).not.toContain('your turn');
  terminal.type('\u0003');
  await ended;
  expect(terminal.raw()).toContain('\u0007\u001b[22;2t\u001b]2;▶ Your turn · whist ABC234\u0007');
  expect(terminal.raw()).toContain('\u001b]2;whist ABC234\u0007');
  terminal.close();
});
