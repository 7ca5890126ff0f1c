import { seats, suits, type GameStatus, type PerSeat, type Seat } from '../rules/index.ts';
import { words } from './table.ts';

/** One entry of the log of a room, or a player who comes or goes. `type` is its method, or `presence`. */
export interface Happening {
  readonly type: string;
  /** The version of the room after it. */
  readonly version: number;
  readonly actorId: string | null;
  readonly seat: Seat | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The table as it is now. */
interface Around {
  readonly state: {
    readonly status: GameStatus;
    readonly version: number;
    readonly hostId: string;
    readonly round: { readonly bids: readonly unknown[] } | null;
    readonly seats: PerSeat<{
      readonly userId: string;
      readonly displayName: string;
      readonly guest: boolean;
    } | null>;
  };
  readonly names: PerSeat<string>;
}

const { events } = words;

/** Events that belong to the player of one seat; another person who enters one is named. */
const ofOneSeat: ReadonlySet<string> = new Set([
  'auction.bid',
  'auction.pass',
  'auction.record',
  'contract.set',
  'trick.claim',
]);

/** The event in one sentence, without a full stop. `undone` is the event that an undo took back, if it is known. */
export function eventSentence(around: Around, event: Happening, undone: Happening | null = null): string {
  const sentence = deed(around, event);
  if (undone) return events.undoneStep(sentence, eventSentence(around, undone));
  const { type, seat, actorId } = event;
  const { seats, hostId } = around.state;
  const player = seat === null ? null : seats[seat];
  // Others always record for a guest, so the sentence does not say who did.
  if (!ofOneSeat.has(type) || !player || player.guest || player.userId === actorId) return sentence;
  const name = nameOf(around, actorId);
  if (name !== null) return events.recordedBy(sentence, name);
  return actorId === hostId ? events.recordedByHost(sentence) : sentence;
}

function deed(around: Around, { type, seat, actorId, payload, version }: Happening): string {
  const player = seat === null ? events.theTable : around.names[seat];
  const actor = nameOf(around, actorId) ?? events.theHost;
  switch (type) {
    case 'presence':
      return payload['connected'] === true ? events.isHere(actor) : events.isAway(actor);
    case 'room.create':
      return events.openedRoom(actor);
    case 'room.join':
      return events.tookSeat(player, (seat ?? 0) + 1);
    case 'room.leave':
      return events.left(actor);
    case 'room.seats':
      return events.seatsChanged;
    case 'room.addGuest':
      return events.guestCame(textOf(payload['displayName']) ?? player);
    case 'room.start':
      return events.started;
    case 'room.transferHost':
      return events.becameHost(nameOf(around, textOf(payload['userId'])) ?? player);
    case 'room.substitute':
      return events.satIn(player);
    case 'room.close':
      return payload['reason'] === 'closed' ? events.closed : events.abandoned;
    case 'room.watchers':
      return payload['watchers'] === 'nobody' ? events.watchersClosed(actor) : events.watchersOpened(actor);
    case 'room.rematch':
      return events.rematchOpened(actor);
    case 'account.delete':
      return events.accountDeleted;
    case 'claim.approve':
      return events.claimed(seat === null ? events.formerPlayer : player);
    case 'game.disown':
      return events.disowned(seat === null ? events.formerPlayer : player);
    case 'auction.bid':
      return events.bid(player, bidOf(payload));
    case 'auction.pass':
      return isThrownIn(around, version) ? events.thrownIn(player) : events.passed(player);
    case 'auction.record':
      return events.wonAuction(player, bidOf(payload));
    case 'frisch.done':
      return events.cardsPassed;
    case 'contract.set':
      return events.contracted(player, String(payload['amount']));
    case 'trick.claim':
      return isLast(around, version) ? events.wonLastTrick(player) : events.wonTrick(player);
    case 'round.record':
      return isLast(around, version) ? events.lastTricksRecorded : events.tricksRecorded;
    case 'round.next':
      return events.dealt;
    case 'round.correct':
      return events.corrected({
        name: actor,
        round: String(payload['round']),
        changes: changesOf(around, payload),
      });
    case 'game.end':
      return events.ended;
    case 'log.undo':
      return events.undone(actor);
    case 'game.import':
      return events.gameImported;
    case 'round.import':
      return events.roundImported(trumpOf(around, payload['trump']));
    case 'sheet.replace':
      return events.sheetReplaced(actor);
    default:
      return type;
  }
}

/** The parts of a round that a correction changed, each with its old and its new value. */
function changesOf(around: Around, { before, ...after }: Happening['payload']): string[] {
  if (!isObject(before)) return [];
  const parts = [
    [events.trumpChanged, trumpOf(around, before['trump']), trumpOf(around, after['trump'])],
    [events.contractsChanged, numbersOf(before['contracts']), numbersOf(after['contracts'])],
    [events.tricksChanged, numbersOf(before['tricks']), numbersOf(after['tricks'])],
  ] as const;
  return parts.flatMap(([say, from, to]) => (from === to ? [] : [say(from, to)]));
}

function trumpOf({ names }: Around, trump: unknown): string {
  if (!isObject(trump)) return '?';
  const seat = seats.find((one) => one === trump['seat']);
  return events.bidBy(bidOf(trump), seat === undefined ? '?' : names[seat]);
}

function bidOf({ amount, suit }: Happening['payload']): string {
  const named = suits.find((one) => one === suit);
  return typeof amount === 'number' && named ? words.cards.bid({ amount, suit: named }) : events.unknownBid;
}

/** Whether this pass was the fourth one with no frisch left. If so, the auction is empty again. */
function isThrownIn({ state: { status, round, version: now } }: Around, version: number): boolean {
  return status === 'bidding_trump' && version === now && round?.bids.length === 0;
}

/** Whether the game has ended with this event. */
function isLast({ state: { status, version: now } }: Around, version: number): boolean {
  return status === 'finished' && version === now;
}

function nameOf({ state }: Around, userId: string | null): string | null {
  return state.seats.find((player) => player !== null && player.userId === userId)?.displayName ?? null;
}

const numbersOf = (value: unknown) => (Array.isArray(value) ? value.join(' ') : '?');

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
