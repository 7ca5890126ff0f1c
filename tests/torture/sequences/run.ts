import { isDeepStrictEqual } from 'node:util';
import type { Claim, RoomState } from '../../../src/protocol/index.ts';
import { compare, lasting } from './compare.ts';
import { go, isAtTable, type Model, type Op, type RoomModel } from './model.ts';
import { gatherPeople, type People, type Playing } from './people.ts';
import { explained, type Told } from './predict.ts';
import { wishOf, type Throw } from './wishes.ts';

/** Plays a sequence with new people. Throws if the server and the model differ. */
export async function playSequence(playing: Playing, sequence: readonly (readonly Throw[])[]): Promise<void> {
  const people = await gatherPeople(playing);
  const said: string[] = [];
  const game = createGame(people, said, playing.onAnswer);
  try {
    // Most sequences begin with a game.
    if ((sequence[0]?.[0]?.a ?? 0) % 4 > 0) await game.begin();
    for (const step of sequence) await game.step(step);
    await game.end();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n    ${said.slice(-40).join('\n    ')}`, { cause: error });
  } finally {
    people.close();
  }
}

function createGame(people: People, said: string[], onAnswer: Playing['onAnswer']) {
  const { ask, names } = people;
  let model: Model = { rooms: [], groups: [], blocks: [], claims: [] };

  /** Sends requests at the same time, and lets the model explain the answers. */
  async function together(ops: readonly Op[]): Promise<void> {
    const all = await Promise.all(ops.map(async (op) => ({ op, told: await ask(op) })));
    for (const { op, told } of all) {
      const outcome = 'reason' in told ? told.reason : 'ok';
      said.push(`${op.who} ${op.method} ${JSON.stringify(op.params)} → ${outcome}`);
      onAnswer('result' in told);
    }
    said.push('');
    model = explained(model, all);
    for (const { op, told } of all) learn(op, told);
  }

  function learn({ who, method }: Op, told: Told): void {
    if (method !== 'claim.guest' || 'reason' in told) return;
    const { claimId: id, claimed, decider } = told.result as unknown as Claim;
    if (model.claims.some((claim) => claim.id === id)) return;
    model.claims.push({
      id,
      guestId: claimed.id,
      claimant: who,
      decider: people.personOf(decider?.id),
    });
  }

  /** Asks for the state of a room, and compares all that the model knows. */
  async function look(place: number): Promise<void> {
    const { host: who, code } = model.rooms[place] as RoomModel;
    const op = { who, method: 'room.state', params: { code }, room: place };
    const told = await ask(op);
    if ('reason' in told) throw new Error(`the host of ${code} cannot see it: ${told.reason}`);
    model = explained(model, [{ op, told }]);
    const room = model.rooms[place] as RoomModel;
    const state = told.result['state'] as RoomState;
    compare(room, state, names);
    room.seats = room.seats.map((one, seat) =>
      one && 'id' in one ? { ...one, id: state.seats[seat]?.userId ?? null } : one,
    );
  }

  return {
    /** Four people sit down at the same moment, and the host starts. */
    async begin(): Promise<void> {
      await together([{ who: 0, method: 'room.create', params: {} }]);
      const params = { code: model.rooms[0]?.code };
      await together([1, 2, 3].map((who) => ({ who, method: 'room.join', params, room: 0 })));
      await together([{ who: 0, method: 'room.start', params, room: 0 }]);
    },
    async step(step: readonly Throw[]): Promise<void> {
      const [first] = step;
      if (!first) return;
      if (first.kind % 100 > 96) {
        said.push(`${first.who} goes away and comes back`);
        for (const room of model.rooms) go(room, first.who);
        return people.comeBack(first.who, first.kind % 100 > 97);
      }
      const ops = step.map((dice) => wishOf(model, dice, names));
      // A claim may change every room.
      const alone = ops.find(({ method }) => method.startsWith('claim.'));
      await together(alone ? [alone] : ops);
      for (const place of model.rooms.keys())
        if (alone || ops.some(({ room }) => room === place)) await look(place);
    },
    /** Everybody in a room knows the same, by what they were told and by asking; nobody else knows anything. */
    async end(): Promise<void> {
      for (const room of model.rooms)
        for (const who of names.ids.keys()) await expectSight(people, room, who);
    },
  };
}

async function expectSight({ ask, heard, names }: People, room: RoomModel, who: number): Promise<void> {
  const { code, unsure, former, inside } = room;
  const before = heard(who, code);
  const told = await ask({ who, method: 'room.state', params: { code } });
  const mayLook = isAtTable(room, who) || inside.includes(who);
  if (!isAtTable(room, who) && (unsure.includes(who) || former.includes(who))) return;
  if (mayLook !== 'result' in told) throw new Error(`${who} ${mayLook ? 'cannot' : 'can'} see ${code}`);
  if ('reason' in told) return;
  const state = told.result['state'] as RoomState;
  compare(room, state, names);
  if (before && inside.includes(who) && !isDeepStrictEqual(lasting(before), lasting(state)))
    throw new Error(`${who} was told version ${before.version} of ${code}, not ${state.version}`);
}
