import type { RoomEvent } from '../../client/index.ts';
import { seats, suits, type PerSeat, type Seat } from '../../rules/index.ts';
import type { Table } from '../../tui/table.ts';
import { bidWords } from './points.ts';

/** What happened, in one sentence without its full stop: `Noa bid 6♥ hearts`. */
export function eventWords(table: Pick<Table, 'state' | 'names'>, event: RoomEvent): string {
  const said = deed(table, event);
  const by = recordedBy(table, event);
  return by ? `${said} (recorded by ${by})` : said;
}

function deed(
  { state, names }: Pick<Table, 'state' | 'names'>,
  { type, seat, actorId, payload, version }: RoomEvent,
): string {
  const who = seat === null ? 'The table' : names[seat];
  const actor = nameOf(state.seats, actorId) ?? 'The host';
  switch (type) {
    case 'presence':
      return payload['connected'] === true ? `${actor} is here` : `${actor} has gone away`;
    case 'room.create':
      return `${actor} opened the room`;
    case 'game.import':
      return 'The game was brought in from paper';
    case 'sheet.replace':
      return `${actor} brought the score sheet in again, corrected`;
    case 'room.join':
      return `${who} took seat ${(seat ?? 0) + 1}`;
    case 'room.leave':
      return `${actor} left`;
    case 'room.seats':
      return 'The seats were changed';
    case 'room.addGuest':
      return `${text(payload['displayName']) ?? who} is a guest at the table`;
    case 'room.start':
      return 'Round 1 is dealt';
    case 'room.transferHost':
      return `${nameOf(state.seats, text(payload['userId'])) ?? who} is the host now`;
    case 'room.substitute':
      return `${who} sits in from now on`;
    case 'claim.approve':
      return `${seat === null ? 'Who played here before' : who} has claimed this game with an account`;
    case 'auction.bid':
      return `${who} bid ${bidOf(payload)}`;
    case 'auction.pass':
      return isThrownIn(state, version)
        ? `${who} passed as well: the cards are thrown in, and the same dealer deals again`
        : `${who} passed`;
    case 'auction.record':
      return `${who} won the auction with ${bidOf(payload)}`;
    case 'frisch.done':
      return 'Three cards were passed to the left';
    case 'contract.set':
      return `${who} contracted ${String(payload['amount'])}`;
    case 'trick.claim':
      return `${who} won a trick`;
    case 'round.record':
      return 'The tricks of the round were recorded';
    case 'round.import':
      return `A round from paper: ${trumpOf(payload['trump'], names)}`;
    case 'round.next':
      return 'The next round was dealt';
    case 'round.correct':
      return `${actor} corrected round ${String(payload['round'])}${corrected(payload, names)}`;
    case 'game.end':
      return 'The host ended the game';
    case 'log.undo':
      return `${actor} took the last thing back`;
    default:
      return type;
  }
}

/** What a correction has changed, from what to what: `: tricks 2 6 3 2 → 3 6 2 2`. */
function corrected(payload: RoomEvent['payload'], names: PerSeat<string>): string {
  const before = payload['before'];
  if (typeof before !== 'object' || before === null) return '';
  const was = before as RoomEvent['payload'];
  const inWords = {
    trump: (value: unknown) => trumpOf(value, names),
    contracts: (value: unknown) => (Array.isArray(value) ? value.join(' ') : '?'),
    tricks: (value: unknown) => (Array.isArray(value) ? value.join(' ') : '?'),
  };
  const changes = Object.entries(inWords).flatMap(([part, words]) => {
    const [from, to] = [words(was[part]), words(payload[part])];
    return from === to ? [] : `${part} ${from} → ${to}`;
  });
  return changes.length > 0 ? `: ${changes.join(', ')}` : ': nothing was different';
}

function trumpOf(value: unknown, names: PerSeat<string>): string {
  if (typeof value !== 'object' || value === null) return '?';
  const { seat, ...bid } = value as RoomEvent['payload'];
  return `${bidOf(bid)} by ${seats.some((one) => one === seat) ? names[seat as Seat] : '?'}`;
}

/** Whether a pass was the fourth with no frisch left: nothing of the auction is there any more. */
function isThrownIn({ status, round, version: now }: Table['state'], version: number): boolean {
  return status === 'bidding_trump' && version === now && round?.bids.length === 0;
}

/** Who recorded something for another player's seat; guests have everything recorded for them. */
function recordedBy({ state }: Pick<Table, 'state'>, { type, seat, actorId }: RoomEvent): string | null {
  const isForSeat = /^(auction|contract|trick)\./.test(type);
  const player = seat === null ? null : state.seats[seat];
  if (!isForSeat || !player || player.guest || player.userId === actorId) return null;
  return nameOf(state.seats, actorId) ?? (actorId === state.hostId ? 'the host' : null);
}

type Seats = PerSeat<{ readonly seat: Seat; readonly userId: string; readonly displayName: string } | null>;

function nameOf(seats: Seats, userId: string | null): string | null {
  return seats.find((player) => player !== null && player.userId === userId)?.displayName ?? null;
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

function bidOf({ amount, suit }: RoomEvent['payload']): string {
  const named = suits.find((one) => one === suit);
  return typeof amount === 'number' && named ? bidWords({ amount, suit: named }) : 'something';
}
