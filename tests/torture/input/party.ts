import { randomUUID } from 'node:crypto';
import type { RoomState } from '../../../src/protocol/index.ts';
import type { Person } from '../../support/person.ts';
import { createDice, type Dice } from '../dice.ts';
import type { Frame } from './answers.ts';
import type { Crowd } from './crowd.ts';
import { createMemory, type Memory } from './memory.ts';
import { openSpeaker, type Speaker, type SpeakerOptions } from './speaker.ts';
import type { Known } from './values.ts';
import { repertoires, utter, type Repertoire } from './voices.ts';

export interface PartyOptions {
  readonly seed: number;
  readonly crowd: Crowd;
  readonly url: string;
  /** The address that all of them come from. */
  readonly from: string;
  /** How many tables send frames. */
  readonly tables: number;
}

/** Somebody who sends frames. */
interface Voice {
  readonly name: string;
  readonly repertoire: Repertoire;
  readonly dice: Dice;
  /** Whether they come and go, so that their socket may be closed. */
  readonly isVisitor: boolean;
  person: Person;
  speaker: Speaker;
  isLoggedIn: boolean;
  /** Whether they have agreed that their account is another one's too, which closes it. */
  hasAgreed: boolean;
  sent: number;
  /** The room of those at a table. */
  state: RoomState | null;
  /** Puts things right from time to time. */
  readonly tend: (voice: Voice) => Promise<void>;
}

export type Party = Awaited<ReturnType<typeof openParty>>;

/** Frames of one voice between two looks at its room. */
const tendEvery = 250;
/** Frames of one voice on one socket. A socket that stays would be in thousands of rooms. */
const stays = 3_000;

/** People of every role who send frames at the same time. */
export async function openParty(options: PartyOptions) {
  const faults = new Set<string>();
  const outcomes = new Map<string, number>();
  const memory = createMemory();
  const connect = createConnecting(options, { memory, faults, outcomes });
  const voices = await gather(options, { connect, memory });

  async function speak(voice: Voice, others: readonly Known[], isOver: () => boolean): Promise<void> {
    const isOperator = voice.repertoire === repertoires.operator;
    while (!isOver()) {
      if (voice.sent % stays === stays - 1) await leave(voice);
      if (voice.speaker.isClosed()) {
        const code = await voice.speaker.closed;
        if (code !== goodbye && !voice.isVisitor && !voice.hasAgreed)
          faults.add(`${voice.name}: the socket was closed with ${code}`);
        await connect(voice);
      }
      if ((voice.sent += 1) % (isOperator ? 20 : tendEvery) === 1) await voice.tend(voice);
      // Others would end when an operator disables or closes what is not here.
      const known = memory.knownTo(voice, isOperator ? [] : others);
      const { dice, repertoire, isLoggedIn, state, speaker } = voice;
      await speaker.send(utter({ dice, repertoire, known, isLoggedIn, state, id: speaker.nextId() }));
    }
    await voice.speaker.answered();
  }

  return {
    faults,
    outcomes,
    /** Sends so many frames, and waits for their answers. They may also be about these things. */
    async speak(count: number, others: readonly Known[]): Promise<void> {
      let left = count;
      await Promise.all(voices.map((voice) => speak(voice, others, () => (left -= 1) < 0)));
    },
    close(): void {
      for (const { speaker } of voices) speaker.close();
    },
  };
}

/** The code of a socket that ends because its client wants it. */
const goodbye = 1000;

async function leave({ speaker }: Voice): Promise<void> {
  await speaker.answered();
  speaker.leave();
  await speaker.closed;
}

interface Notes {
  readonly memory: Memory;
  readonly faults: Set<string>;
  readonly outcomes: Map<string, number>;
}

/** Connects somebody. A visitor is somebody else each time, and is often not logged in. */
function createConnecting({ url, from, crowd }: PartyOptions, { memory, faults, outcomes }: Notes) {
  function hear(voice: Voice, frame: Frame, result: object) {
    memory.learn(frame, result);
    const { state } = result as { state?: RoomState };
    const room = state ?? ('seats' in result ? (result as RoomState) : null);
    if (room && room.code === voice.state?.code) voice.state = room;
    // The frame may have been spoiled and still be right, so that its method is not known.
    if (Object.keys(result).join() === 'games') voice.hasAgreed = true;
    if (frame.method === 'auth.logout' || frame.method === 'account.delete') voice.isLoggedIn = false;
    else if (frame.method?.startsWith('auth.') && 'user' in result) voice.isLoggedIn = true;
  }

  const speakingOf = (voice: Voice): SpeakerOptions => ({
    url,
    from,
    most: voice.isVisitor ? 4 : 48,
    onFault: (fault, { text }, answer) =>
      faults.add(`${voice.name}: ${fault}: ${text.slice(0, 400)} → ${answer.slice(0, 300)}`),
    onAnswer: (outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1),
    onResult: (frame, result) => hear(voice, frame, result as object),
  });

  return async (voice: Voice): Promise<void> => {
    voice.speaker = await openSpeaker(speakingOf(voice));
    voice.isLoggedIn = false;
    if (voice.isVisitor || voice.hasAgreed) voice.person = await crowd.person();
    // An access token is good for a quarter of an hour, and a million frames may take longer.
    else voice.person = await crowd.again(voice.person);
    voice.hasAgreed = false;
    const { user, accessToken } = voice.person;
    memory.meet(user);
    // Somebody else who logs in as one of the others could end their sessions.
    if (voice.isVisitor) memory.keep('accessToken', accessToken);
    if (!voice.isVisitor || voice.dice.chance(0.6)) await voice.speaker.ask('auth.resume', { accessToken });
  };
}

interface Gathering {
  readonly connect: (voice: Voice) => Promise<void>;
  readonly memory: Memory;
}

/** Tables with a host, two players, a guest and a watcher, and people who belong to none. */
async function gather(
  { seed, crowd, tables }: PartyOptions,
  { connect, memory }: Gathering,
): Promise<Voice[]> {
  const voices: Voice[] = [];

  async function add(name: string, more: Partial<Voice> = {}): Promise<Voice> {
    const voice = {
      name,
      dice: createDice(seed * 1_000 + voices.length),
      repertoire: repertoires.player,
      isVisitor: false,
      hasAgreed: false,
      sent: 0,
      person: await crowd.person(),
      state: null,
      tend: () => Promise.resolve(),
      ...more,
    } as unknown as Voice;
    await connect(voice);
    voices.push(voice);
    return voice;
  }

  for (let table = 0; table < tables; table += 1) {
    const others: Voice[] = [];
    await add('a host', { tend: (host) => keepGame(host, others) });
    for (const name of ['a watcher', 'a player', 'a player']) others.push(await add(name));
    await add('an outsider', {
      tend: async ({ speaker }) => void (await speaker.ask('group.create', { name: 'Others', ...id() })),
    });
  }
  for (const name of ['a visitor', 'another visitor'])
    await add(name, { isVisitor: true, repertoire: repertoires.visitor });
  await add('an operator', {
    repertoire: repertoires.operator,
    tend: async () => memory.keep('operatorToken', await crowd.operatorToken()),
  });
  return voices;
}

/** Opens a room for these people, if the one before is over. */
async function keepGame(host: Voice, others: readonly Voice[]): Promise<void> {
  const { state } = host;
  const now = state && (await host.speaker.ask('room.state', { code: state.code }));
  const room = (now as { state?: RoomState } | null)?.state;
  if (room && room.status !== 'finished' && room.hostId === host.person.user.id) return;
  const made = (await host.speaker.ask('room.create', id())) as RoomState | null;
  if (!made) return;
  host.state = made;
  const { code } = made;
  const [watcher, ...players] = others;
  for (const { speaker } of players) await speaker.ask('room.join', { code, ...id() });
  await host.speaker.ask('room.addGuest', { code, displayName: 'Grandma', ...id() });
  await host.speaker.ask('room.start', { code, ...id() });
  await watcher?.speaker.ask('room.watch', { code });
  for (const other of others) other.state = made;
}

const id = () => ({ commandId: randomUUID() });
