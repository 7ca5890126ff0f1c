import type { Key } from '../key-events.ts';
import type { Command, ScreenName } from '../keys.ts';
import type { Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { newAuction, reduceAuction, type Auction } from './auction.tsx';
import { reduceConfirm, type Confirm } from './confirm.tsx';
import { newContracts, reduceContracts, type Contracts } from './contracts.tsx';
import { reduceCorrect, type Correct } from './correct.tsx';
import { reduceFrisch, type Frisch } from './frisch.tsx';
import { reduceGuest, type Guest } from './guest.tsx';
import type { Help } from './help.tsx';
import { reduceLobby, type Lobby } from './lobby.tsx';
import { reduceMenu, type Menu } from './menu.tsx';
import { reducePlaying, type Playing } from './playing.tsx';
import type { Podium } from './podium.tsx';
import { reduceRecordAuction, type RecordAuction } from './record-auction.tsx';
import { reduceRecordTricks, type RecordTricks } from './record-tricks.tsx';
import { reduceRound, type RoundOver } from './round.tsx';
import { reduceScores, type Scores } from './scores.tsx';
import { reduceSeats, type Seats } from './seats.tsx';
import { reduceSubstitute, type Substitute } from './substitute.tsx';

/** The screen that the room asks for. */
export type Screen = Lobby | Auction | Frisch | Contracts | Playing | RoundOver | Podium;

/** What a person opens over it. */
export type Overlay =
  Guest | Seats | Substitute | RecordAuction | RecordTricks | Scores | Correct | Menu | Confirm | Help;

/** The screen for a room, as it is when it comes up. */
export function screenFor({ status }: Table['state']): Screen {
  switch (status) {
    case 'waiting':
      return { screen: 'lobby' };
    case 'bidding_trump':
      return newAuction;
    case 'frisch':
      return { screen: 'frisch' };
    case 'bidding_contract':
      return newContracts;
    case 'playing':
      return { screen: 'playing' };
    case 'round_complete':
      return { screen: 'round' };
    case 'finished':
      return { screen: 'podium' };
    default: {
      const never: never = status;
      return never;
    }
  }
}

/** What a key press comes to on a screen; `command` is one that the table of keys has for it. */
export function reduceScreen(
  state: Screen | Overlay,
  command: Command<ScreenName>,
  key: Key,
  table: Table,
): Outcome<Screen | Overlay, Overlay> {
  switch (state.screen) {
    case 'lobby':
      return reduceLobby(state, command as Command<'lobby'>, key, table);
    case 'auction':
      return reduceAuction(state, command as Command<'auction'>, key, table);
    case 'frisch':
      return reduceFrisch(state, 'done', key, table);
    case 'contracts':
      return reduceContracts(state, command as Command<'contracts'>, key, table);
    case 'playing':
      return reducePlaying(state, command as Command<'playing'>, key, table);
    case 'round':
      return reduceRound(state, command as Command<'round'>, key, table);
    case 'podium':
      return { state };
    case 'guest':
      return reduceGuest(state, command as Command<'guest'>, key);
    case 'seats':
      return reduceSeats(state, command as Command<'seats'>, key, table);
    case 'substitute':
      return reduceSubstitute(state, command as Command<'substitute'>, key);
    case 'recordAuction':
      return reduceRecordAuction(state, command as Command<'recordAuction'>, key, table);
    case 'recordTricks':
      return reduceRecordTricks(state, command as Command<'recordTricks'>, key, table);
    case 'scores':
      return reduceScores(state, command as Command<'scores'>, key, table);
    case 'correct':
      return reduceCorrect(state, command as Command<'correct'>, key, table);
    case 'menu':
      return reduceMenu(state, command as Command<'menu'>, key, table);
    case 'confirm':
      return reduceConfirm(state, command as Command<'confirm'>);
    case 'help':
      return { close: true };
    default: {
      const never: never = state;
      return never;
    }
  }
}
