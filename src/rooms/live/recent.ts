import type { RoomEvent } from '../../protocol/index.ts';
import type { LogEntry } from '../log.ts';
import { roomEvent } from '../view.ts';

/** How many events are kept for members who come back and ask what they missed. */
const eventsKept = 200;

/** Keeps the last events of an open room, and the commands that made its entries. */
export function createRecent(entries: readonly LogEntry[]) {
  let events = latest(entries);
  const commands = new Map<string, { readonly actorId: string | null; readonly version: number }>();
  for (const entry of entries) remember(entry);

  function remember({ commandId, actorId, seq: version }: LogEntry) {
    if (commandId) commands.set(commandId, { actorId, version });
  }

  return {
    /** Adds the next entry. */
    add(entry: LogEntry): void {
      remember(entry);
      events.push(roomEvent(entry));
      if (events.length > eventsKept) events.shift();
    },
    /** Takes the whole log again, because names in it have changed. */
    replace(whole: readonly LogEntry[]): void {
      events = latest(whole);
    },
    /** The user who sent a command before, and the version it made; undefined for a new command. */
    command: (commandId: string) => commands.get(commandId),
    /** The events after a version, or undefined if not all of them are kept. */
    since(since: number, version: number): RoomEvent[] | undefined {
      const missed = events.filter((event) => event.version > since);
      return missed.length === Math.max(0, version - since) ? missed : undefined;
    },
  };
}

function latest(entries: readonly LogEntry[]): RoomEvent[] {
  return entries.slice(-eventsKept).map(roomEvent);
}
