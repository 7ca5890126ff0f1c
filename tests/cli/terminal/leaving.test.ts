import { expect, test } from 'vitest';
import { failure } from '../../support/cli.ts';
import { hostForFile, jsonOf, type HomePerson } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

const host = hostForFile();

const deleting = ({ home }: HomePerson) =>
  onTerminal(['account', 'delete'], { ...home, env: { ...home.env, ...host().env } });

test('account delete asks for the password and the user name, and forgets the login', async () => {
  const dana = await host().person('dana');
  const slip = deleting(dana);
  await slip.shows('`whist export` saves a copy');
  await slip.shows('Current password: ');
  slip.type('correct horse\r');
  await slip.shows('Type the user name dana to confirm: ');
  slip.type('dna\r');
  const stopped = await slip.ended;
  expect(stopped.exitCode).toBe(2);
  expect(stopped.screen).toContain('Nothing was changed.');
  expect((await dana.run('whoami')).stdout).toBe('dana (dana)\n');

  const terminal = deleting(dana);
  await terminal.shows('Current password: ');
  terminal.type('correct horse\r');
  await terminal.shows('to confirm: ');
  terminal.type('Dana\r');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(0);
  expect(screen).toContain('The account dana is deleted.');
  expect(screen).not.toContain('horse');
  const gone = await dana.run('whoami', '--json');
  expect(failure(gone).reason).toBe('unauthenticated');
  // Somebody else takes the name and the address.
  expect((await (await host().person('dana')).run('whoami')).stdout).toBe('dana (dana)\n');
});

test('without a terminal it needs --yes, and the password from a file or the standard input', async () => {
  const amir = await host().person('amir');
  const file = await amir.file('password', 'correct horse\n');
  const unsure = await amir.run('account', 'delete', `--password-file=${file}`, '--json');
  expect([unsure.exitCode, failure(unsure).reason]).toEqual([2, 'no_terminal']);
  const wrong = await amir.runWith('wrong horse\n', 'account', 'delete', '--yes', '--json');
  expect([wrong.exitCode, failure(wrong).reason]).toEqual([77, 'invalid_credentials']);
  expect(jsonOf(await amir.run('account', 'delete', '--yes', `--password-file=${file}`, '--json'))).toEqual(
    {},
  );
  expect(failure(await amir.run('whoami', '--json')).reason).toBe('unauthenticated');
  expect(failure(await amir.run('account', '--json')).reason).toBe('usage');
});

test('the pages of the others name the player in their language, and programs read English', async () => {
  const [uri, gil] = [await host().person('uri'), await host().person('gil')];
  const [wire, leaver] = [await uri.wire(), await gil.wire()];
  const { code } = await wire.call('room.create', {});
  await leaver.call('room.join', { code });
  for (const displayName of ['A', 'B']) await wire.call('room.addGuest', { code, displayName });
  for (const method of ['room.start', 'game.end'] as const) await wire.call(method, { code });
  await gil.runWith('correct horse\n', 'account', 'delete', '--yes');
  expect((await uri.run('game', code)).stdout).toContain('Former player');
  expect((await uri.run('game', code, '--language', 'he')).stdout).toContain('שחקן לשעבר');
  expect(jsonOf(await uri.run('game', code, '--json', '--language', 'he'))).toMatchObject({
    players: [{}, { displayName: 'Former player' }, {}, {}],
  });
});

test('it says which groups must be handed over first, and how', async () => {
  const noa = await host().person('noa');
  const tal = await host().person('tal');
  await noa.run('group', 'create', 'Friday Night');
  await noa.run('group', 'add', 'Friday Night', 'tal');
  await tal.run('group', 'accept', 'Friday Night');
  const leave = () => noa.runWith('correct horse\n', 'account', 'delete', '--yes');
  const refused = await leave();
  expect(refused.exitCode).toBe(65);
  expect(refused.stderr).toBe(
    'You own groups with other members; hand them over first.\n' +
      '  Friday Night: `whist group transfer "Friday Night" USER`\n',
  );
  await noa.run('group', 'transfer', 'Friday Night', 'tal');
  expect(await leave()).toMatchObject({ exitCode: 0, stderr: 'The account noa is deleted.\n' });
});
