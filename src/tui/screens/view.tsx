import type { Table } from '../table.ts';
import { AuctionView } from './auction.tsx';
import { ConfirmView } from './confirm.tsx';
import { ContractsView } from './contracts.tsx';
import { CorrectView } from './correct.tsx';
import { FrischView } from './frisch.tsx';
import { GuestView } from './guest.tsx';
import { HelpView } from './help.tsx';
import { LobbyView } from './lobby.tsx';
import { MenuView } from './menu.tsx';
import { PlayingView } from './playing.tsx';
import { PodiumView } from './podium.tsx';
import { RecordAuctionView } from './record-auction.tsx';
import { RecordTricksView } from './record-tricks.tsx';
import { RoundView } from './round.tsx';
import { ScoresView } from './scores.tsx';
import type { Overlay, Screen } from './screens.ts';
import { SeatsView } from './seats.tsx';
import { SubstituteView } from './substitute.tsx';

/** A screen in `rows` lines of 80 columns or more. */
export function ScreenView({ state, table, rows }: { state: Screen | Overlay; table: Table; rows: number }) {
  switch (state.screen) {
    case 'lobby':
      return <LobbyView table={table} />;
    case 'auction':
      return <AuctionView state={state} table={table} />;
    case 'frisch':
      return <FrischView table={table} />;
    case 'contracts':
      return <ContractsView state={state} table={table} />;
    case 'playing':
      return <PlayingView table={table} />;
    case 'round':
      return <RoundView table={table} />;
    case 'podium':
      return <PodiumView table={table} rows={rows} />;
    case 'guest':
      return <GuestView state={state} />;
    case 'seats':
      return <SeatsView state={state} table={table} />;
    case 'substitute':
      return <SubstituteView state={state} table={table} />;
    case 'recordAuction':
      return <RecordAuctionView state={state} table={table} />;
    case 'recordTricks':
      return <RecordTricksView state={state} table={table} />;
    case 'scores':
      return <ScoresView state={state} table={table} rows={rows} />;
    case 'correct':
      return <CorrectView state={state} table={table} />;
    case 'menu':
      return <MenuView state={state} table={table} />;
    case 'confirm':
      return <ConfirmView state={state} />;
    case 'help':
      return <HelpView state={state} table={table} />;
    default: {
      const never: never = state;
      return never;
    }
  }
}
