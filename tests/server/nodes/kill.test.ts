import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { v4 as uuid } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import { program, quick } from '../../support/cli.ts';
import { testDatabases } from '../../support/database.ts';
import { nextAction } from '../../support/endless.ts';
import { connect, Refused, type Wire } from '../../support/wire.ts';
import type { Changed } from '../tell.ts';

/** Rooms that are played in at the same time. */
const rooms = 20;
/** The server is killed after this number of answered changes. */
const changes = 300;

/** The last answers of one room before the server was gone. */
interface Acknowledged {
  readonly code: string;
  /** The last change that was answered. */
  last: { readonly method: string; readonly params: object; readonly answer: Changed };
  /** The change that was sent and not answered. */
  pending: { readonly method: string; readonly params: object } | null;
}

test.each(testDatabases)(
  'a killed server has lost nothing that it had answered, on $name',
  async ({ name, open }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'whist-test-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const flags = ['--data-dir', dataDir];
    if (name === 'postgres') {
      const { databaseUrl, close } = await open();
      onTestFinished(close);
      flags.push('--database-url', databaseUrl ?? '');
    }
    const first = await startServe(flags);
    const account = { username: 'keeper', email: 'keeper@example.org', password: 'a long password' };
    const keeper = await connect(first.url);
    const { accessToken } = await keeper.call('auth.register', { ...account, displayName: 'Keeper' });
    const enter = async (url: string) => {
      const wire = await connect(url);
      await wire.call('auth.resume', { accessToken });
      return wire;
    };

    let answered = 0;
    const enough = Promise.withResolvers<void>();
    const onAnswer = () => {
      answered += 1;
      if (answered === changes) enough.resolve();
    };
    const played = await Promise.all(
      Array.from({ length: rooms }, async () => openRoom(await enter(first.url))),
    );
    const playing = played.map(({ wire, room }) => playOn(wire, room, onAnswer));
    await enough.promise;
    await kill(first.child);
    await Promise.all(playing);

    const second = await startServe(flags);
    const again = await enter(second.url);
    let repeated = 0;
    for (const { room } of played) {
      const { last, pending, code } = room;
      const { state } = await again.call('room.watch', { code });
      const saved = state.version - last.answer.version;
      expect([code, saved === 0 || (saved === 1 && pending !== null)]).toEqual([code, true]);
      expect(onPaper(await again.ask(last.method, last.params))).toEqual(onPaper(last.answer));
      // A change that was not answered is sent again, and done once whether it had been saved or not.
      if (!pending) continue;
      repeated += 1;
      const answer = (await again.ask(pending.method, pending.params)) as Changed;
      expect([code, answer.version]).toEqual([code, last.answer.version + 1]);
    }
    expect(repeated).toBeGreaterThan(0);
    await again.close();
    second.child.kill('SIGTERM');
    const [exitCode] = (await once(second.child, 'exit')) as [number];
    expect(exitCode).toBe(143);
  },
);

async function startServe(flags: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const args = [quick, program, 'serve', '--json', '--port', '0', '--rate-limits', 'off', ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => kill(child));
  for await (const line of createInterface(child.stdout)) {
    return { child, url: (JSON.parse(line) as { url: string }).url };
  }
  throw new Error('the server ended without a word');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** A room in which one device records for four guests. */
async function openRoom(wire: Wire): Promise<{ wire: Wire; room: Acknowledged }> {
  const { code } = await wire.call('room.create', { seated: false });
  for (const displayName of ['A', 'B', 'C', 'D']) await wire.call('room.addGuest', { code, displayName });
  const params = { code, commandId: uuid() };
  const answer = await wire.call('room.start', params);
  return { wire, room: { code, last: { method: 'room.start', params, answer }, pending: null } };
}

/** Plays rounds, one change after the other, until the server is gone. */
async function playOn(wire: Wire, room: Acknowledged, onAnswer: () => void): Promise<void> {
  for (;;) {
    const { type: method, ...action } = nextAction(room.last.answer.state);
    const params = { code: room.code, commandId: uuid(), ...action };
    room.pending = { method, params };
    try {
      room.last = { method, params, answer: (await wire.ask(method, params)) as Changed };
    } catch (error) {
      if (error instanceof Refused) throw error;
      return;
    }
    room.pending = null;
    onAnswer();
  }
}

/** An answer, without the presence of the players. */
function onPaper(answer: unknown): unknown {
  const { version, state } = answer as Changed;
  return { ...state, version, seats: state.seats.map((seat) => seat?.userId) };
}
