import { Box } from 'ink';
import { seats } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { confirm, type Confirm } from './confirm.tsx';
import { confirmEnd } from './round.tsx';
import { newSubstitute, type Substitute } from './substitute.tsx';

/** What is done rarely: handing over the host or a seat, ending the game, leaving. */
export interface Menu {
  readonly screen: 'menu';
  readonly cursor: number;
}

export const newMenu: Menu = { screen: 'menu', cursor: 0 };

interface Item {
  readonly label: string;
  readonly open: Confirm | Substitute;
}

export function menuItems(table: Table): Item[] {
  const { state, isHost, seat: mine, names } = table;
  const host = state.seats.find((player) => player?.userId === state.hostId);
  const heirs = isHost ? seats : mine !== null && host?.awaySince != null ? [mine] : [];
  const handOver = heirs.flatMap((seat): Item[] => {
    const player = state.seats[seat];
    if (!player || player.guest || player.userId === state.hostId) return [];
    const label = seat === mine ? 'Take over as host' : `Make ${names[seat]} the host`;
    const act = { method: 'room.transferHost', params: { userId: player.userId } } as const;
    return [{ label, open: confirm(`${label}?`, act) }];
  });
  const isOver = state.status === 'finished';
  const isRunning = !isOver && state.status !== 'waiting';
  const substitutes = (isHost && isRunning ? seats : []).map((seat): Item => {
    return { label: `Somebody else plays on for ${names[seat]}`, open: newSubstitute(seat) };
  });
  const end: Item[] = isHost && !isOver ? [{ label: 'End the game', open: confirmEnd(table) }] : [];
  const leave: Item = { label: 'Leave the room', open: confirmLeave(table) };
  return [...handOver, ...end, leave, ...substitutes];
}

/** Asks before a room is left. */
export function confirmLeave({ state, isHost }: Table): Confirm {
  const seat =
    state.status === 'waiting'
      ? 'Your seat will be free.'
      : 'Your seat stays yours, and the table may record for it.';
  const host = isHost ? ' Another player becomes host; where there is none, the game ends.' : '';
  return confirm(`Leave the room? ${seat}${host}`, { method: 'room.leave', params: {} }, 'left');
}

export function reduceMenu(
  menu: Menu,
  command: Command<'menu'>,
  key: Key,
  table: Table,
): Outcome<Menu, Confirm | Substitute> {
  const items = menuItems(table);
  switch (command) {
    case 'move': {
      const cursor = menu.cursor + (key === 'up' ? -1 : 1);
      return { state: { ...menu, cursor: Math.min(Math.max(cursor, 0), items.length - 1) } };
    }
    case 'pick': {
      const item = items[menu.cursor];
      return item ? { open: item.open } : { state: menu };
    }
    case 'close':
      return { close: true };
    default: {
      const never: never = command;
      return never;
    }
  }
}

export function MenuView({ state, table }: { state: Menu; table: Table }) {
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: table.isHost ? '   What the host can do' : '   This room', tone: 'strong' }]} />
      <Gap />
      {menuItems(table).map(({ label }, i) => (
        <Line
          key={label}
          pieces={[
            { text: i === state.cursor ? ' ▶ ' : '   ', tone: 'turn' },
            { text: label, tone: i === state.cursor ? 'strong' : 'plain' },
          ]}
        />
      ))}
    </Box>
  );
}
