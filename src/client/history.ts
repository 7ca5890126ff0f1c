import type { RoomEvent } from '../protocol/index.ts';

/** Events kept; more than any round has. */
const kept = 300;

/** Events that are only about the people in the room. An undo passes over them. */
const notOfTheGame: ReadonlySet<string> = new Set([
  'presence',
  'room.create',
  'room.join',
  'room.leave',
  'room.seats',
  'room.addGuest',
  'room.transferHost',
  'room.substitute',
  'claim.approve',
]);

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
  const [oldest] = log;
  const isWhole = oldest?.version === 1;
  const hasGap = log.some(({ version }, i) => oldest && version !== oldest.version + i);
  if (hasGap) return undefined;

  const standing: RoomEvent[] = [];
  for (const event of log) {
    if (notOfTheGame.has(event.type)) continue;
    if (event.type !== 'log.undo') standing.push(event);
    else if (!standing.pop() && !isWhole) return undefined;
  }
  return standing.at(-1) ?? (isWhole ? null : undefined);
}
