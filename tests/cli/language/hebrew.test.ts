import { expect, test } from 'vitest';
import { hostForFile, jsonOf, type HomePerson } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';
import { playShortGame } from '../../support/short-game.ts';

const host = hostForFile();

/** Two words of English, outside of commands. */
const english = /[a-z]{2,} [a-z]{2,}/;
const withoutCommands = (text: string) => text.replaceAll(/`[^`]*`|^שימוש:.*$/gm, '');
const isolates = /[\u2066-\u2069]/g;

/** The lines of a command on a terminal of 80 columns, as they were written. */
async function shown(person: HomePerson, ...args: string[]): Promise<string[]> {
  const env = { ...person.home.env, ...host().env, WHIST_LANGUAGE: 'he', NO_COLOR: '1' };
  const { screen } = await onTerminal(args, { env }, { columns: 80 }).ended;
  return screen.split('\r\n');
}

test.each([
  [['--help']],
  [['help', 'stats']],
  [['help', 'create']],
  [['help', 'import']],
  [['help', 'serve']],
  [['help', 'group']],
  [['help', 'claim']],
])('whist %j is in Hebrew', async (args) => {
  const person = await host().stranger();
  const { stdout, exitCode } = await person.run(...args, '--language', 'he');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^שימוש: whist/);
  expect(withoutCommands(stdout)).not.toMatch(english);
  expect(stdout).not.toMatch(isolates);
});

test.each([
  [['stats', '--hlp'], 'שגיאה: האפשרות --hlp לא מוכרת\n(אולי הכוונה ל־--help?)'],
  [['join'], 'שגיאה: חסר code'],
  [['create', '--rounds', '3', '--points', '4'], 'אי אפשר לתת את --rounds <n> יחד עם --points <n>'],
  [['stats', '--by', 'height'], 'הערך height של --by <order> לא תקין. אפשר wins, points,'],
  [['whoami', 'a', 'b'], 'יותר מדי מילים אחרי whoami: אפשר 0, ויש 2: a, b.'],
  [['wattch'], 'הפקודה wattch לא מוכרת\n(אולי הכוונה ל־watch?)'],
  [['stats', '--seat'], 'האפשרות --seat לא מוכרת'],
  [['history', '--limit', '500'], 'מספר השורות: צריך להיות לכל היותר 100.'],
  [['stats', '--since', 'yesterday'], 'היום הראשון: צריך להיות יום או רגע ב־UTC, כמו 2026-01-31'],
  [['game', 'ZZZZZZ'], 'אין משחק כזה אצלך.'],
  [['group', 'show', 'nobody'], 'אינך בקבוצה בשם nobody; הרשימה: `whist group`.'],
  [['stats', '--port', 'x'], 'הערך של --port צריך להיות מספר שלם מ־0 עד 65535.'],
])('the mistake %j is told in Hebrew', async (args, sentence) => {
  const person = await host().person(`m${Math.random().toString(36).slice(2)}`);
  const { stderr } = await person.run(...args, '--language', 'he');
  expect(stderr).toContain(sentence);
  expect(withoutCommands(stderr)).not.toMatch(english);
});

test('pages for people are in Hebrew; in a file they have the order of their letters', async () => {
  const dana = await host().person('dana', 'דנה');
  const { code } = await playShortGame(dana);
  await dana.run('group', 'create', 'ויסט של שישי');
  for (const args of [
    ['history'],
    ['stats'],
    ['stats', 'dana'],
    ['game', code],
    ['replay', code],
    ['group'],
  ]) {
    const { stdout, stderr } = await dana.run(...args, '--language', 'he');
    expect(stdout).toMatch(/\p{Script=Hebrew}/u);
    expect(withoutCommands(stdout + stderr)).not.toMatch(english);
    expect(stdout + stderr).not.toMatch(isolates);
  }
  expect((await dana.run('history', '--language', 'he')).stdout).toContain(
    `${code}  סיבוב אחד  דנה −10, Yossi ★ 46, Noa 19, Amir 14`,
  );
  expect(jsonOf(await dana.run('game', code, '--json', '--language', 'he'))).toMatchObject({
    status: 'finished',
  });
});

test('on a terminal every line runs from the right, with names kept apart', async () => {
  const noa = await host().person('noa', 'נועה');
  const { code } = await playShortGame(noa);
  const [line = ''] = await shown(noa, 'history', '--rtl', 'terminal');
  expect(line).toMatch(/^ ?\u2067/);
  expect(line.replaceAll(isolates, '').replaceAll('\u00A0', ' ')).toHaveLength(80);
  expect(line).toContain('\u2068\u2066Yossi\u2069\u2069 ★ 46, ');
  expect(line).toContain('נועה \u2066−10\u2069, ');
  const [visual = ''] = await shown(noa, 'history', '--rtl', 'visual');
  // The terminal is told to leave the order alone.
  expect(visual).toMatch(/^.\[8l +14 Amir ,19 Noa ,46 ★ Yossi ,−10 העונ {2}דחא בוביס {2}/);
  expect(visual).toMatch(new RegExp(`  ${code}  \\d{4}-\\d\\d-\\d\\d$`));
});

test('questions stand before their answers, and what is wrong is told in Hebrew', async () => {
  const { home } = await host().stranger();
  const env = { ...home.env, ...host().env, WHIST_LANGUAGE: 'he' };
  const terminal = onTerminal(['register'], { env }, { columns: 80 });
  await terminal.shows('\u2067שם משתמש (אותיות, ספרות, מקף וקו תחתון)\u2069: ');
  terminal.type('yo\r');
  await terminal.shows('שם המשתמש: לא תקין.');
  terminal.type('yossi\r');
  await terminal.shows('\u2067כתובת דוא״ל\u2069: ');
  terminal.type('yossi@example.org\r');
  await terminal.shows('\u2067השם שהאחרים רואים [yossi]\u2069: ');
  terminal.type('יוסי\r');
  await terminal.shows('\u2067סיסמה (8 תווים או יותר)\u2069: ');
  terminal.type('correct horse\r');
  await terminal.shows('\u2067אותה סיסמה שוב\u2069: ');
  terminal.type('correct horse\r');
  await terminal.shows('שלום, יוסי. אפשר לפתוח חדר עם');
  expect((await terminal.ended).exitCode).toBe(0);
});
