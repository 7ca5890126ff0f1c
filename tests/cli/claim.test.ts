import { expect, test } from 'vitest';
import { hostForFile, jsonOf } from '../support/host.ts';

const host = hostForFile();

test('a person claims the games that they played as a guest, and the host agrees', async () => {
  const dana = await host().person('dana', 'דנה');
  const code = (await dana.run('create')).stdout.trim();
  const wire = await dana.wire();
  for (const displayName of ['Gil', 'Tal', 'Avi']) await wire.call('room.addGuest', { code, displayName });
  await wire.call('room.start', { code });
  await wire.close();
  const gil = await host().person('gil', 'Gil');
  expect((await gil.run('claim')).stdout).toMatch(/^No claim is open\./);
  expect((await gil.run('claim', 'guest', code.toLowerCase(), 'gil')).stderr).toBe(
    'You have asked for the games of the guest Gil; דנה (dana) has to agree: `whist claim approve gil`.\n',
  );
  expect((await gil.run('claim')).stdout).toMatch(
    /^You have asked for:\n[0-9a-f-]{36} {2}Gil \(guest\), and wait for דנה \(dana\)\.\n$/,
  );
  expect((await dana.run('whoami')).stderr).toBe(
    'Gil (gil) asks for the games of your guest Gil: see `whist claim`.\n',
  );
  expect((await dana.run('claim')).stdout).toMatch(/\n[0-9a-f-]{36} {2}Gil \(gil\) asks for .*Gil\.\n$/);
  expect((await gil.run('claim', 'approve', 'gil')).exitCode).toBe(65);
  expect(jsonOf(await dana.run('claim', 'approve', 'GIL', '--games', '2', '--json'))).toMatchObject({
    error: { reason: 'claim_changed' },
  });
  expect((await dana.run('claim', 'approve', 'GIL')).stderr).toBe('1 game of Gil went over to gil.\n');
  expect(jsonOf(await dana.run('game', code, '--json'))).toMatchObject({
    players: [{}, { username: 'gil', guest: false }, {}, {}],
  });
  expect(jsonOf(await gil.run('claim', 'account', 'dana', '--json'))).toMatchObject({
    error: { reason: 'played_together' },
  });
});

test('a person claims another account, and drops the claim', async () => {
  await host().person('noa', 'Noa');
  const uri = await host().person('uri');
  expect((await uri.run('claim', 'account', 'noa')).stderr).toMatch(
    /^You have asked for the games of noa; Noa/,
  );
  expect((await uri.run('claim', 'drop', 'uri')).stderr).toBe('The claim is dropped; no game has moved.\n');
  expect((await uri.run('claim', 'guest', 'ABC123')).stderr).toContain(
    'Usage: whist claim guest [options] <game> <name>\n',
  );
});
