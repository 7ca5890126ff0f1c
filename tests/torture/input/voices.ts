import { nextAction } from '../../../bench/table.ts';
import { maximumFirstFrame, maximumFrame, methods, type RoomState } from '../../../src/protocol/index.ts';
import type { Dice } from '../dice.ts';
import type { Frame } from './answers.ts';
import { frameText, spoilFrame, spoilParams } from './spoil.ts';
import { sample, type Known, type Schema } from './values.ts';

/** The share of frames that are left as the schemas want them. */
const wholeShare = 0.15;

/** The methods that somebody sends, each with a weight. */
export type Repertoire = readonly (readonly [method: string, weight: number])[];

const names = Object.keys(methods);
const isOf =
  (...spaces: readonly string[]) =>
  (name: string) =>
    spaces.some((space) => name.startsWith(`${space}.`));
const isOfRoom = isOf('room', 'auction', 'frisch', 'contract', 'trick', 'round', 'game', 'log');
/** Methods that change or end the session of the socket. */
const isOfSession = (name: string) =>
  name.startsWith('auth.') || name === 'account.delete' || name === 'account.endSession';

const weigh = (weight: (name: string) => number): Repertoire =>
  names.map((name) => [name, weight(name)] as const).filter(([, share]) => share > 0);

export const repertoires = {
  /** Somebody in a room, and whoever else wants to be. */
  player: weigh((name) => {
    if (isOfSession(name) && name !== 'auth.me') return 0;
    // A password is hashed, which takes longer than a hundred other frames.
    return name === 'account.update' ? 0.1 : isOfRoom(name) ? 3 : 1;
  }),
  /** Somebody who comes and goes. */
  visitor: weigh((name) => (isOfSession(name) ? 8 : 1)),
  operator: weigh((name) => (name.startsWith('admin.') ? 20 : isOfSession(name) ? 0 : 1)),
} as const;

function pick(repertoire: Repertoire, dice: Dice): string {
  let at = dice.roll() * repertoire.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of repertoire) if ((at -= weight) < 0) return name;
  return 'auth.me';
}

interface Utterance {
  readonly dice: Dice;
  readonly repertoire: Repertoire;
  readonly known: Known;
  readonly isLoggedIn: boolean;
  readonly id: number;
  /** The room of somebody who plays, so that the game goes on. */
  readonly state: RoomState | null;
}

/** The next frame of somebody: a frame that fits the schemas, usually spoiled. */
export function utter(utterance: Utterance): Frame {
  const { dice, isLoggedIn, id } = utterance;
  const { method, params } = intended(utterance);
  const envelope = { id: String(id), method, params };
  const longest = isLoggedIn ? maximumFrame : maximumFirstFrame;
  const fits = (text: string) => text.length * 3 <= longest || Buffer.byteLength(text) <= longest;
  const whole = frameText(envelope);
  if (dice.chance(wholeShare) && fits(whole)) return { text: whole, id: envelope.id, method };
  if (dice.chance(0.15)) {
    const text = spoilFrame(envelope, dice);
    if (fits(text)) return { text, id: null, method: null };
  }
  const others = Object.values(utterance.known).flat();
  const spoiled = structuredClone(params);
  for (let more = dice.between(1, 3); more > 0; more -= 2) spoilParams(spoiled, dice, others);
  const text = frameText({ ...envelope, params: spoiled });
  if (fits(text)) return { text, id: envelope.id, method };
  return { text: frameText({ ...envelope, params: {} }), id: envelope.id, method };
}

function intended({ dice, repertoire, known, state }: Utterance) {
  if (state && state.status !== 'finished' && dice.chance(0.2)) {
    const { method, params } = nextStep(state);
    return { method, params: { code: state.code, ...params } as Record<string, unknown> };
  }
  const method = pick(repertoire, dice);
  const schema = methods[method as keyof typeof methods].params as unknown as Schema;
  return { method, params: sample(schema, '', { dice, known }) as Record<string, unknown> };
}

/** The next action that the host records, for whichever seat has the turn. */
function nextStep(state: RoomState): { readonly method: string; readonly params: object } {
  if (state.status === 'waiting') return { method: 'room.start', params: {} };
  if (state.status === 'frisch') return { method: 'frisch.done', params: {} };
  const { seat, method, params } = nextAction(state);
  return { method, params: method === 'round.next' ? params : { ...params, seat } };
}
