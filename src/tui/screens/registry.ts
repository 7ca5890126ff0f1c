import type { GameStatus } from '../../rules/index.ts';
import type { KeyHelp } from '../keys.ts';
import type { Entry, Opened } from '../outcome.ts';
import type { Table } from '../table.ts';
import { auction } from './auction.tsx';
import { confirm } from './confirm.tsx';
import { contracts } from './contracts.tsx';
import { correct } from './correct.tsx';
import { frisch } from './frisch.tsx';
import { guest } from './guest.tsx';
import { help } from './help.tsx';
import { lobby } from './lobby.tsx';
import { menu } from './menu.tsx';
import { playing } from './playing.tsx';
import { podium } from './podium.tsx';
import { round } from './round.tsx';
import { roundForm } from './round-form.tsx';
import { scores } from './scores.tsx';
import { seats } from './seats.tsx';
import { substitute } from './substitute.tsx';

interface Row {
  readonly name: string;
  readonly keys: readonly KeyHelp[];
}

/** The screens that the room asks for: one for each status of its game. */
export const roomScreens: Readonly<Record<GameStatus, Row & { start(table: Table): Opened }>> = {
  waiting: lobby,
  bidding_trump: auction,
  frisch,
  bidding_contract: contracts,
  playing,
  round_complete: round,
  finished: podium,
};

/** Screens that are not there by the status alone. */
export const otherRoomScreens: readonly Row[] = [roundForm];

/** Overlays: a person opens them with a key of another screen, or with a key that works anywhere. */
export const overlays: readonly Row[] = [guest, seats, substitute, scores, correct, menu, confirm, help];

/** The parts of a round that the form of the round can record. */
const onForm: ReadonlySet<GameStatus> = new Set(['bidding_trump', 'bidding_contract', 'playing']);

/** The screen for the status of the room, in its first state. */
export function screenFor(table: Table, entry: Entry): Opened {
  const { status } = table.state;
  return (entry === 'form' && onForm.has(status) ? roundForm : roomScreens[status]).start(table);
}
