import { seats, type Seat } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { inMargin, useArea } from '../area.ts';
import { Line } from '../components/line.tsx';
import { markOf, windowOf } from '../components/list-window.ts';
import { block, gap, line, Stack } from '../components/stack.tsx';
import type { Opened, Outcome } from '../outcome.ts';
import { askToEnd, askToLeave } from '../questions.ts';
import { screen, type ViewProps } from '../screen.ts';
import type { Table } from '../table.ts';
import { ask } from './confirm.tsx';
import { newSubstitute, substitute } from './substitute.tsx';

const said = words.screens.menu;

/** A list of steps that are seldom needed: another host, end the game, leave, another player in a seat,
 * watchers. */
interface Menu {
  readonly cursor: number;
}

export const menu = screen({
  name: 'menu',
  keys: [
    { keys: ['up', 'down'], command: 'move', label: words.keys.choose, shown: '↑↓' },
    { keys: ['enter'], command: 'pick', label: words.keys.pick },
    { keys: ['escape', 'm', 'q'], command: 'close', label: words.keys.back },
  ],
  reduce(state: Menu, { command, key }, table): Outcome<Menu> {
    const items = itemsOf(table);
    switch (command) {
      case 'move': {
        const cursor = state.cursor + (key === 'up' ? -1 : 1);
        return { state: { cursor: Math.min(Math.max(cursor, 0), items.length - 1) } };
      }
      case 'pick': {
        const item = items[state.cursor];
        if (!item) return { state };
        return item.open ? { open: item.open } : { close: true };
      }
      case 'close':
        return { close: true };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: () => true,
  view: MenuView,
});

interface Item {
  readonly label: string;
  /** The screen of this step; null leads back to the table. */
  readonly open: Opened | null;
}

function itemsOf(table: Table): Item[] {
  const { state, isHost, names } = table;
  const isOver = state.status === 'finished';
  const isRunning = !isOver && state.status !== 'waiting';
  const replaceable = isHost && isRunning ? seats : [];
  return [
    // The cursor starts here: one Enter too many changes nothing.
    { label: said.close, open: null },
    ...heirs(table).flatMap((seat) => handOver(table, seat)),
    ...(isHost && !isOver ? [{ label: said.endGame, open: askToEnd(table) }] : []),
    { label: said.leave, open: askToLeave(table) },
    ...replaceable.map((seat) => ({
      label: said.substitute(names[seat]),
      open: substitute.open(newSubstitute(seat)),
    })),
    ...(isHost && !isOver ? [watching(table)] : []),
  ];
}

/**
 * The seats that may become host. A host may choose any seat; a player whose host is away, only the own one.
 */
function heirs({ state, isHost, seat: mine }: Table): readonly Seat[] {
  if (isHost) return seats;
  const host = state.seats.find((player) => player?.userId === state.hostId);
  return mine !== null && host?.awaySince != null ? [mine] : [];
}

/** Closes the room to watchers, or opens it again. */
function watching(table: Table): Item {
  const isOpen = table.state.watchers === 'anybody';
  const label = isOpen ? said.closeToWatchers : said.openToWatchers;
  const params = { watchers: isOpen ? 'nobody' : 'anybody' } as const;
  return { label, open: ask(table, said.sure(label), { act: { method: 'room.watchers', params } }) };
}

function handOver(table: Table, seat: Seat): Item[] {
  const { state, names } = table;
  const player = state.seats[seat];
  if (!player || player.guest || player.userId === state.hostId) return [];
  const label = seat === table.seat ? said.takeOver : said.makeHost(names[seat]);
  const act = { method: 'room.transferHost', params: { userId: player.userId } } as const;
  return [{ label, open: ask(table, said.sure(label), { act }) }];
}

function MenuView({ state: { cursor }, table }: ViewProps<Menu>) {
  const area = useArea();
  const items = itemsOf(table);
  const shown = windowOf(items.length, cursor, area.rows - 1);
  const { first, visible } = shown;
  const parts = [
    line([{ text: table.isHost ? said.ofHost : said.ofRoom, tone: 'strong' }]),
    gap,
    ...items.slice(first, first + visible).map(({ label }, i) =>
      block(
        <Line
          pieces={[
            { text: inMargin(markOf(shown, first + i), area), tone: 'turn' },
            { text: label, tone: first + i === cursor ? 'strong' : 'plain' },
          ]}
        />,
        1,
      ),
    ),
  ];
  return <Stack parts={parts} />;
}
