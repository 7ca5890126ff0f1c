import type { RoomState } from '../../../src/protocol/index.ts';
import type { Person } from '../../support/person.ts';
import type { Frame } from './answers.ts';
import type { Known } from './values.ts';
import { repertoires, type Repertoire } from './voices.ts';

/** Somebody who sends frames, as far as it decides about the values in them. */
interface Knower {
  readonly repertoire: Repertoire;
  readonly isVisitor: boolean;
  readonly person: Person;
  readonly state: RoomState | null;
}

export type Memory = ReturnType<typeof createMemory>;

/** So many values of a name are remembered. */
const mostKnown = 40;

/** The codes, ids and names that were told, by the names of params. */
export function createMemory() {
  const learned: Record<string, unknown[]> = {
    password: ['correct horse battery'],
    newPassword: ['correct horse battery'],
    operatorToken: ['x'],
    refreshToken: ['x'],
  };
  const ofVisitors: string[] = [];

  function keep(name: string, value: unknown) {
    const values = (learned[name] ??= []);
    if (typeof value !== 'string' || values.includes(value)) return;
    values.push(value);
    if (values.length > mostKnown) values.shift();
  }

  return {
    keep,
    meet({ id, username, displayName }: Person['user']): void {
      keep('userId', id);
      keep('username', username);
      keep('login', username);
      keep('displayName', displayName);
    },
    learn({ method }: Frame, result: unknown): void {
      const { code, gameId, groupId, claimId, next, refreshToken } = result as Readonly<
        Record<string, unknown>
      >;
      for (const [name, value] of Object.entries({ code, groupId, claimId, refreshToken })) keep(name, value);
      if (method !== null) for (const name of ['before', 'after', 'cursor']) keep(name, next);
      if (gameId !== undefined) for (const value of [code, gameId]) keep('id', value);
    },
    /** The values that somebody may send. An operator knows only visitors and these rooms. */
    knownTo({ repertoire, isVisitor, person, state }: Knower, others: readonly Known[]): Known {
      if (isVisitor) ofVisitors.splice(0, ofVisitors.length, ...ofVisitors.slice(-20), person.user.username);
      if (state) keep('ownCode', state.code);
      if (repertoire === repertoires.operator)
        return {
          username: ofVisitors,
          code: learned['ownCode'] ?? [],
          operatorToken: learned['operatorToken'] ?? [],
        };
      const all: Record<string, readonly unknown[]> = { ...learned, operatorToken: ['x'] };
      for (const [name, values] of others.flatMap((known) => Object.entries(known)))
        all[name] = [...(all[name] ?? []), ...values];
      if (state) all['code'] = [...(all['code'] ?? []), ...Array.from({ length: 20 }, () => state.code)];
      return all;
    },
  };
}
