import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIdentities } from '../../../src/cli/session/identity.ts';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { makeHome, startWhist, whist, type Home } from '../../support/cli.ts';
import { jsonOf } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';
import { recordShortGame } from '../../support/short-game.ts';
import { connect } from '../../support/wire.ts';

const hostile = 'Y\u001B[31mred\u001B]8;;http://x\u0007\u009B5A\u202Eדנה\nB';

let home: Home;
let code: string;
let env: Record<string, string>;

/** A finished game whose names are older than the check of names. */
beforeAll(async () => {
  home = await makeHome();
  const server = await startWhist([], { home });
  const { url, port } = server.listening;
  const wire = await connect(url);
  const session = await wire.call('auth.register', {
    username: 'dana',
    email: 'dana@example.org',
    password: 'correct horse',
    displayName: 'Dana',
  });
  await createIdentities(join(home.folder, 'config', 'whist')).save(url, session);
  ({ code } = await wire.call('room.create', {}));
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await wire.call('room.addGuest', { code, displayName });
  await recordShortGame(wire, code);
  await wire.call('group.create', { name: 'Friday' });
  await wire.close();
  await server.stop();
  const { orm, close } = await openDatabase({ dataDir: join(home.folder, 'data', 'whist') });
  await sql`update users set display_name = ${hostile} where display_name in ('Dana', 'Yossi')`.execute(
    sqlOf(orm),
  );
  await sql`update game_players set display_name = ${hostile} where display_name = 'Yossi'`.execute(
    sqlOf(orm),
  );
  await sql`update groups set name = ${hostile}`.execute(sqlOf(orm));
  await close();
  env = { ...home.env, WHIST_PORT: String(port) };
});
afterAll(() => home.remove());

const acting = ['\u001B[31m', '\u001B]8', '\u0007', '\u009B', '\u202E', '\nB'];

test.each(['en', 'he'])('nothing in a name acts on a terminal (%s)', async (language) => {
  for (const args of [['history'], ['game', code], ['stats'], ['stats', 'dana'], ['group'], ['whoami']]) {
    const { screen } = await onTerminal([...args, '--language', language, '--no-color'], { env }).ended;
    for (const sequence of acting) expect(screen).not.toContain(sequence);
    expect(screen.replaceAll(/[\u2066-\u2069]/g, '')).toMatch(/Y\[31mred\]8;;http:\/\/x5Aדנה B/);
  }
});

test('nor where the output goes through a program, but a program gets the name as it is', async () => {
  const { stdout } = await whist(['history'], { home, env });
  expect(stdout).toContain('Y[31mred]8;;http://x5Aדנה B ★ 46');
  expect(stdout).not.toMatch(/[\u2066-\u2069]/);
  expect(jsonOf(await whist(['whoami', '--json'], { home, env }))).toMatchObject({
    user: { displayName: hostile },
  });
  expect(jsonOf(await whist(['history', '--json'], { home, env }))).toMatchObject({
    games: [{ players: expect.arrayContaining([expect.objectContaining({ displayName: hostile })]) }],
  });
});
