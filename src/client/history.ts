import type { RoomEvent } from '../protocol/index.ts';
import { isActionType } from '../rules/index.ts';

/** Events kept; more than any round has. */
const kept = 300;

/** Whether an undo can take an event back. It passes over those that are only about the people in the room. */
function isOfTheGame({ type, payload }: RoomEvent): boolean {
  const isLeaving = type === 'room.leave' || type === 'account.delete';
  return isActionType(type) || type === 'room.close' || (isLeaving && payload['ends'] === true);
}

/** The events with newer ones added at the end. An event that is there already is not added again. */
export function withEvents(events: readonly RoomEvent[], newer: readonly RoomEvent[]): readonly RoomEvent[] {
  const last = events.findLast(({ type }) => type !== 'presence')?.version ?? 0;
  const added = newer.filter(({ type, version }) => type === 'presence' || version > last);
  return added.length === 0 ? events : [...events, ...added].slice(-kept);
}

/**
 * The event that an undo would take back: the last event of the game that is not taken back yet. Null if
 * there is none, undefined if events are missing.
 */
export function undoTarget(events: readonly RoomEvent[]): RoomEvent | null | undefined {
  const log = events.filter(({ type }) => type !== 'presence');
  // A sheet brings a game of its own.
  if (log.some(({ type }) => type === 'sheet.replace')) return undefined;
  const [oldest] = log;
  const isWhole = oldest?.version === 1;
  const hasGap = log.some(({ version }, i) => oldest && version !== oldest.version + i);
  if (hasGap) return undefined;

  const standing: RoomEvent[] = [];
  for (const event of log) {
    if (event.type === 'log.undo' && !standing.pop() && !isWhole) return undefined;
    if (isOfTheGame(event)) standing.push(event);
  }
  return standing.at(-1) ?? (isWhole ? null : undefined);
}

/** The event that an undo took back; null for other events, and if events are missing. */
export function undoneBy(events: readonly RoomEvent[], { type, version }: RoomEvent): RoomEvent | null {
  if (type !== 'log.undo') return null;
  return undoTarget(events.filter((event) => event.version < version)) ?? null;
}
