import { foldEvent, type RoomEvent, type RoomState } from '../../src/protocol/index.ts';
import { Refused } from './line.ts';
import { createTerminal, type Ask, type TerminalOptions } from './terminal.ts';

export type Member = ReturnType<typeof createMember>;

/**
 * A player at a terminal who knows a room by folding its events, as the screens do. `roomNow` says which room it is;
 * null before the first one.
 */
export function createMember(
  options: Omit<TerminalOptions, 'onNews' | 'onEnter'>,
  roomNow: () => string | null,
) {
  let state: RoomState | null = null;
  const terminal = createTerminal({
    ...options,
    onNews(method, params) {
      if (method === 'room.updated') hear(params as { code: string; event: RoomEvent });
    },
    onEnter: ask,
  });

  /** Asks for the room anew. Somebody who is not in it yet is told nothing. */
  async function ask(question: Ask): Promise<void> {
    const code = roomNow();
    if (code === null) return;
    const params = { code, updates: 'events' };
    try {
      ({ state } = (await question('room.state', params)) as { state: RoomState });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Another terminal of this player has joined.
      if (error.reason === 'fenced')
        ({ state } = (await question('room.join', params)) as { state: RoomState });
      else if (error.reason !== 'not_in_room') throw error;
    }
  }

  const catchUp = () => ask(terminal.ask);

  function hear({ code, event }: { readonly code: string; readonly event: RoomEvent }): void {
    if (state?.code !== code) return;
    if (event.version < state.version + (event.type === 'presence' ? 0 : 1)) return;
    const next = foldEvent(state, event);
    if (next) state = next;
    // Another event is missing. If the line is lost, the next login asks.
    else catchUp().catch(() => undefined);
  }

  return {
    terminal,
    /** The room as this member knows it. */
    state: () => state,
    catchUp,
    hear,
    /** The room of before is over. */
    forget: () => void (state = null),
  };
}
