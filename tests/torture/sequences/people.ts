import { randomUUID } from 'node:crypto';
import { takesCommandId, type MethodName, type RoomState } from '../../../src/protocol/index.ts';
import type { Person } from '../../support/person.ts';
import type { Crowd } from '../input/crowd.ts';
import { openLine, Refused, type Line } from '../line.ts';
import type { Op } from './model.ts';
import type { Told } from './predict.ts';
import { people, type Names } from './wishes.ts';

export interface Playing {
  readonly crowd: Crowd;
  readonly url: string;
  /** Called for every answer. */
  readonly onAnswer: (isAccepted: boolean) => void;
}

/** One of the people, with the newest state of each room that their socket was told. */
interface Terminal {
  person: Person;
  line: Line;
  readonly heard: Map<string, RoomState>;
}

export type People = Awaited<ReturnType<typeof gatherPeople>>;

/** New people, each at a terminal. */
export async function gatherPeople({ crowd, url }: Playing) {
  const terminals = await Promise.all(
    Array.from({ length: people }, async (): Promise<Terminal> => {
      const [person, heard] = [await crowd.person(), new Map<string, RoomState>()];
      return { person, heard, line: await enter(url, person, heard) };
    }),
  );
  const names: Names = {
    usernames: terminals.map(({ person }) => person.user.username),
    ids: terminals.map(({ person }) => person.user.id),
  };
  const personOf = (id: unknown) => names.ids.indexOf(String(id));

  function terminal(who: number): Terminal {
    const found = terminals[who];
    if (!found) throw new Error(`there is nobody ${who}`);
    return found;
  }

  return {
    names,
    personOf,
    /** The state of a room that somebody was told last. */
    heard: (who: number, code: string) => terminal(who).heard.get(code),
    async ask({ who, method, params }: Pick<Op, 'who' | 'method' | 'params'>): Promise<Told> {
      const { line, heard } = terminal(who);
      const whole = {
        ...params,
        ...(takesCommandId(method as MethodName) && { commandId: randomUUID() }),
      };
      try {
        const result = (await line.ask(method, whole)) as { state?: RoomState };
        if (result.state) hear(heard, result.state);
        if (method === 'room.leave') heard.delete(String(params['code']));
        return { result: { ...result, next: personOf(result.state?.hostId) } };
      } catch (error) {
        if (error instanceof Refused) return { reason: error.reason };
        throw error;
      }
    },
    /** The socket of somebody is cut, or their session ends. Then they come back. */
    async comeBack(who: number, isEnded: boolean): Promise<void> {
      const one = terminal(who);
      if (isEnded) {
        await logOut(one);
        one.person = await crowd.again(one.person);
      }
      one.line.cut();
      one.heard.clear();
      one.line = await enter(url, one.person, one.heard);
    },
    close: () => terminals.forEach(({ line }) => line.cut()),
  };
}

async function enter(url: string, { accessToken }: Person, heard: Map<string, RoomState>): Promise<Line> {
  const onNews = (method: string, params: unknown) => {
    const { code, state } = params as { code: string; state?: RoomState };
    if (method === 'room.putOut') heard.delete(code);
    if (state) hear(heard, state);
  };
  const line = await openLine({ url, roll: Math.random, onNews });
  await line.ask('auth.resume', { accessToken });
  return line;
}

function hear(heard: Map<string, RoomState>, state: RoomState): void {
  if ((heard.get(state.code)?.version ?? 0) <= state.version) heard.set(state.code, state);
}

/** After a logout, neither the socket nor the token is good for anything. */
async function logOut({ line, person: { accessToken } }: Terminal): Promise<void> {
  await line.ask('auth.logout', {});
  for (const [method, params, reason] of [
    ['room.list', {}, 'unauthenticated'],
    ['auth.resume', { accessToken }, 'invalid_token'],
  ] as const) {
    const told = await line.ask(method, params).then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.reason : 'lost'),
    );
    if (told !== reason) throw new Error(`${method} after a logout was answered with ${told}`);
  }
}
