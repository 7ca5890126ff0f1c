import { expect, test } from 'vitest';
import { hostForFile, jsonOf, type HomePerson } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

const host = hostForFile();

/** A command of this person on a terminal. */
const atTerminal = ({ home }: HomePerson, ...args: string[]) =>
  onTerminal(args, { ...home, env: { ...home.env, ...host().env } });

test('register asks again at the field that was wrong, and keeps the others', async () => {
  await host().person('taken');
  const person = await host().stranger();
  const terminal = atTerminal(person, 'register');
  await terminal.shows('User name');
  terminal.type('t!\r');
  await terminal.shows('The user name must be 3 to 32 letters');
  terminal.type('taken\r');
  await terminal.shows('Email address: ');
  terminal.type('dana\r');
  await terminal.shows('The email address must be like dana@example.org.');
  terminal.type('dana@example.org\r');
  await terminal.shows('[taken]: ');
  // Text that comes before its question is not shown: it may be a password.
  terminal.type('Dana\rshort\r');
  await terminal.shows('The password must have at least 8 characters.');
  terminal.type('correct horse\r');
  await terminal.shows('The same password again: ');
  terminal.type('correct house\r');
  await terminal.shows('The two passwords differ; type it again.');
  terminal.type('correct horse\rcorrect horse\r');
  await terminal.shows('This user name is taken; choose another.');
  terminal.type('דנה\r');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(0);
  const flag = `--server ws://127.0.0.1:${host().server.listening.port}`;
  expect(screen).toContain(`Welcome, Dana. Open a room with \`whist create ${flag}\``);
  expect(screen).not.toContain('horse');
  expect((await person.run('whoami')).stdout).toBe('Dana (דנה)\n');
});

test('another password is typed twice, and only the password can be wrong', async () => {
  const person = await host().person('ruth');
  const terminal = atTerminal(person, 'password');
  await terminal.shows('Current password: ');
  terminal.type('wrong horse\r');
  await terminal.shows('New password (8 characters or more): ');
  terminal.type('another horse\r');
  await terminal.shows('The same new password again: ');
  terminal.type('another horse\r');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(77);
  expect(screen).toContain('The password is not right.');
  expect(screen).not.toMatch(/horse|user name/);
});

test('login asks for the password again', async () => {
  await host().person('noa', 'Noa');
  const device = await host().stranger();
  const terminal = atTerminal(device, 'login', '--login', 'noa');
  await terminal.shows('Password: ');
  terminal.type('wrong horse\r');
  await terminal.shows('The name or the password is not right.');
  terminal.type('correct horse\r');
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
});

test('play asks for a name again, takes names that are pasted, and leaves no room of a wrong command', async () => {
  const device = await host().stranger();
  const wrong = await atTerminal(device, 'play', '--rounds', '0').ended;
  expect(wrong.exitCode).toBe(65);
  expect(wrong.screen).toContain('The number of rounds must be at least 1.');
  const terminal = atTerminal(device, 'play');
  await terminal.shows('player 1');
  terminal.type('\u200B\r');
  await terminal.shows('The name must be something people can read');
  terminal.type('Dana\rYossi\rNoa\rAmir\r');
  await terminal.shows('Round 1 · auction');
  const { rooms } = jsonOf(await device.run('rpc', 'room.list')) as { rooms: unknown[] };
  expect(rooms).toMatchObject([{ players: ['Dana', 'Yossi', 'Noa', 'Amir'] }]);
  terminal.type('q');
  expect((await terminal.ended).exitCode).toBe(0);
});
