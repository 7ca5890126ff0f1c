import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { languageWish } from '../../src/cli/language-wish.ts';
import { loadConfig } from '../../src/config/load.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whist-preferences-'));
});
afterEach(() => rm(folder, { recursive: true }));

const keep = (wishes: unknown) => writeFile(join(folder, 'preferences.json'), JSON.stringify(wishes));

function looks(more: { flags?: Record<string, string>; env?: Record<string, string> } = {}) {
  const config = loadConfig({ flags: more.flags ?? {}, env: { WHIST_CONFIG_DIR: folder, ...more.env } });
  if ('error' in config) throw new Error(config.error);
  const { theme, notify } = config.ok;
  return { theme, notify };
}

const usual = { theme: 'dark', notify: { bell: true, title: true } };
const bell = { bell: true, title: false };

test('the wishes of a person come after flags and variables, and before what is usual', async () => {
  expect(looks()).toEqual(usual);
  await keep({ theme: 'light', notifications: { yourTurn: 'bell' } });
  expect(looks()).toEqual({ theme: 'light', notify: bell });
  expect(looks({ env: { WHIST_THEME: 'high-contrast' } })).toEqual({ theme: 'high-contrast', notify: bell });
  expect(looks({ flags: { theme: 'none' } })).toEqual({ theme: 'none', notify: bell });
});

test.each([
  [
    'a wish that is no setting',
    { theme: 'pink', notifications: { yourTurn: 'bell' } },
    { ...usual, notify: bell },
  ],
  ['a list', [1], usual],
  ['null', null, usual],
  ['wishes of another kind', { notifications: 'loud', theme: 7 }, usual],
])('%s is passed over', async (_, wishes, expected) => {
  await keep(wishes);
  expect(looks()).toEqual(expected);
});

test('a damaged file counts as none', async () => {
  await writeFile(join(folder, 'preferences.json'), '{"theme":');
  expect(looks()).toEqual(usual);
});

test('the wish for a language is found in the folder of the profile', async () => {
  const env = { WHIST_CONFIG_DIR: folder };
  expect(languageWish([], env)).toBeNull();
  await keep({ language: 'he' });
  expect(languageWish(['stats'], env)).toBe('he');
  expect(languageWish(['stats', '--profile', 'dana'], env)).toBeNull();
  expect(languageWish(['stats', '--profile=dana'], env)).toBeNull();
  expect(languageWish(['stats'], { ...env, WHIST_PROFILE: 'dana' })).toBeNull();
  await keep({ language: 'auto' });
  expect(languageWish([], env)).toBeNull();
});
