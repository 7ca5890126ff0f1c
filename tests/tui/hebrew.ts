import { vi } from 'vitest';
import type { RoomSnapshot } from '../../src/client/index.ts';
import type { Reordering } from '../../src/bidi/reordering.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal } from './terminal.ts';

/** The isolates that a terminal takes to put a line in order; nobody sees them. */
const withoutIsolates = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '').replaceAll('\u00A0', ' ');

/** The modules of the program with the words of a language, which are chosen when they are loaded. */
async function programIn(language: 'en' | 'he') {
  vi.stubEnv('WHIST_LANGUAGE', language);
  vi.resetModules();
  const { runApp } = await import('../../src/tui/index.ts');
  const { chooseReordering } = await import('../../src/bidi/reordering.ts');
  return { runApp, chooseReordering };
}

/** A room on a terminal, in a language and for a kind of terminal. */
export async function showIn(
  language: 'en' | 'he',
  how: Reordering,
  { snapshot, columns = 80, rows = 24 }: { snapshot: RoomSnapshot; columns?: number; rows?: number },
) {
  const { runApp, chooseReordering } = await programIn(language);
  chooseReordering(how);
  const terminal = createTerminal({ columns, rows });
  const { stdin, stdout } = terminal;
  const { store } = createStillStore(snapshot);
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('ABC234');
  return {
    ...terminal,
    /** The lines as a person sees them on a terminal that does not reorder. */
    seen: () => terminal.lines().map((line) => withoutIsolates(line).trimEnd()),
    async close() {
      terminal.type('\u0003');
      await ended;
      terminal.close();
      vi.unstubAllEnvs();
      vi.resetModules();
    },
  };
}
