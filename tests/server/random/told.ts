import type { RoomState } from '../../../src/protocol/index.ts';
import type { Wire } from '../../support/wire.ts';
import type { Changed } from '../tell.ts';

/** The states of each room that a socket got in answers and updates, in order. */
export function toldTo(wire: Wire): Map<string, RoomState[]> {
  const told = wire.frames.flatMap((frame) => {
    const { result, params } = JSON.parse(frame) as { result?: Partial<Changed>; params?: Partial<Changed> };
    return (result ?? params)?.state ?? [];
  });
  return Map.groupBy(told, ({ code }) => code);
}
