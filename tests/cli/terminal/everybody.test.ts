import { expect, test } from 'vitest';
import { hostForFile, type HomePerson } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

const host = hostForFile();

/** A command of this person on a terminal. */
const atTerminal = ({ home }: HomePerson, ...args: string[]) =>
  onTerminal(args, { ...home, env: { ...home.env, ...host().env } });

test('a whole game is played with a screen reader: sentences, and nothing is drawn again', async () => {
  const terminal = atTerminal(await host().stranger(), 'play', '--rounds', '1', '--screen-reader');
  await terminal.shows('player 1');
  terminal.type('Dana\rYossi\rNoa\rAmir\r');
  await terminal.shows('Round 1 is dealt.');
  await terminal.shows('Keys: ');
  terminal.type('?');
  await terminal.shows('Your keys on this screen');
  terminal.type('\u001B');
  terminal.type('36h');
  await terminal.shows('Noa won the auction with 6♥ hearts.');
  for (const [key, heard] of [
    ['6', 'Noa contracted 6.'],
    ['3', 'Amir contracted 3.'],
    ['2', 'Dana contracted 2.'],
    ['0', 'Yossi contracted 0.'],
  ] as const) {
    terminal.type(key);
    await terminal.shows(heard);
  }
  // The last number is filled in.
  terminal.type('206\r');
  await terminal.shows('The tricks of the last round were recorded, and the game is over.');
  terminal.type('\t');
  await terminal.shows('Scores: ');
  terminal.type('\u001B');
  terminal.type('q');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(0);
  // No other buffer, no cursor that goes up, no boxes. Only the line below the last sentence, which is empty, is erased.
  const played = screen.slice(screen.indexOf('This is whist for a screen reader'));
  expect(played).not.toMatch(/[\u2500-\u259F]/);
  for (const code of ['\u001B[?1049h', '\u001B[2J', '\u001B[H', '\u001B[A', '\u001B[1A'])
    expect(played).not.toContain(code);
});

test('a game is played in Hebrew, by the locale', async () => {
  const device = await host().stranger();
  const home = { ...device.home, env: { ...device.home.env, LANG: 'he_IL.UTF-8' } };
  const terminal = atTerminal({ ...device, home }, 'play', '--rounds', '1');
  await terminal.shows('1');
  terminal.type('דנה\rYossi\rנועה\rעמיר\r');
  await terminal.shows('מכרז');
  terminal.type('36h');
  await terminal.shows('6♥ לב');
  for (const key of ['6', '3', '2', '0']) terminal.type(key);
  await terminal.shows('לקיחות');
  terminal.type('206\r');
  await terminal.shows('סוף');
  terminal.type('q');
  expect((await terminal.ended).exitCode).toBe(0);
});

test('a refusal of the server is said in the language of the terminal, and a program gets it in English', async () => {
  const person = await host().stranger();
  const wrong = ['login', '--login', 'nobody', '--password-file', '-'];
  const hebrew = await person.runWith('correct horse\n', ...wrong, '--language', 'he');
  expect(hebrew.stderr).toContain('השם או הסיסמה אינם נכונים.');
  const json = await person.runWith('correct horse\n', ...wrong, '--language', 'he', '--json');
  expect(json.stdout).toContain('The name or the password is not right.');
});
