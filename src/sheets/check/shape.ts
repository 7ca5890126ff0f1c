import type { ShapeFault, SheetFault } from '../../protocol/index.ts';

/** A fault of the shape, with its round and its player. */
export function placed({ path, found, expected }: ShapeFault, value: unknown): SheetFault {
  const [list, index, name, seat] = path;
  if (list !== 'rounds' || index === undefined)
    return { round: null, player: null, field: path.join('.') || 'game', found, expected };
  const isOfPlayer = name === 'contracts' || name === 'tricks' || name === 'scores';
  return {
    round: Number(index) + 1,
    player: isOfPlayer ? playerAt(value, seat) : null,
    field: [name, ...(isOfPlayer ? [] : path.slice(3))].filter(Boolean).join('.') || 'round',
    found,
    expected,
  };
}

/** The name of a player on a sheet that may have any faults. */
function playerAt(value: unknown, seat: string | undefined): string | null {
  const players = (value as { players?: unknown } | null)?.players;
  const player: unknown = Array.isArray(players) && seat !== undefined ? players[Number(seat)] : null;
  return typeof player === 'string' ? player : null;
}
