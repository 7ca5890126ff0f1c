import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIdentities } from '../../src/cli/session/identity.ts';
import { ConfigFault } from '../../src/config/fault.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'whist-identity-'));
  folder = join(root, 'config', 'whist');
});
afterEach(() => rm(root, { recursive: true }));

const home = 'ws://127.0.0.1:4440/ws';
const club = 'wss://club.example/ws';
const dana = {
  accessToken: 'access',
  refreshToken: 'refresh',
  expiresIn: 900,
  user: { id: 'c0ffee00-0000-7000-8000-000000000001', username: 'dana', displayName: 'דנה' },
};
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const identities = () => createIdentities(folder, () => Date.UTC(2026, 0, 1));

test('without a login there is no identity', async () => {
  expect(await identities().load(home)).toBeNull();
  await identities().forget(home);
  expect(await readdir(root)).toEqual([]);
});

test('an identity is kept for its server until it is forgotten', async () => {
  const kept = await identities().save(home, dana);
  expect(kept).toEqual({
    accessToken: 'access',
    refreshToken: 'refresh',
    expiresAt: '2026-01-01T00:15:00.000Z',
    user: dana.user,
  });
  await identities().save(club, { ...dana, accessToken: 'other' });
  expect(await identities().load(home)).toEqual(kept);
  expect(await identities().load(club)).toMatchObject({ accessToken: 'other' });
  await identities().forget(home);
  expect(await identities().load(home)).toBeNull();
  expect(await identities().load(club)).toMatchObject({ accessToken: 'other' });
});

test('only the owner can read the file, and it is replaced as a whole', async () => {
  await identities().save(home, dana);
  const path = join(folder, 'identity.json');
  expect(await modeOf(folder)).toBe('700');
  expect(await modeOf(path)).toBe('600');
  await chmod(path, 0o644);
  await identities().save(home, { ...dana, accessToken: 'next' });
  expect(await modeOf(path)).toBe('600');
  expect(await readdir(folder)).toEqual(['identity.json']);
});

test('nobody ever reads half a file', async () => {
  await identities().save(home, dana);
  let writing = true;
  const writes = Array.from({ length: 20 }).reduce<Promise<unknown>>(
    (before, _, n) =>
      before.then(() => identities().save(home, { ...dana, accessToken: 'x'.repeat(n * 200 + 1) })),
    Promise.resolve(),
  );
  const done = writes.finally(() => {
    writing = false;
  });
  while (writing) {
    expect(JSON.parse(await readFile(join(folder, 'identity.json'), 'utf8'))).toHaveProperty([home]);
  }
  await done;
});

test.each(['', '{', '[]', 'null', '{"ws://127.0.0.1:4440/ws":{"accessToken":7}}'])(
  'a damaged file, %j, counts as empty, and the next login replaces it',
  async (text) => {
    await identities().save(home, dana);
    await writeFile(join(folder, 'identity.json'), text);
    expect(await identities().load(home)).toBeNull();
    await identities().save(home, dana);
    expect(await identities().load(home)).toMatchObject({ accessToken: 'access' });
  },
);

test('an error of the file system is thrown', async () => {
  await writeFile(join(root, 'config'), '');
  await expect(identities().save(home, dana)).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.each([
  ['a file', async (target: string) => writeFile(target, '{}', { mode: 0o600 })],
  ['another link', async (target: string) => symlink('last.json', target)],
  ['nothing yet', async () => undefined],
])('a link to %s stays, and the file behind it is replaced', async (_, prepare) => {
  const target = join(root, 'elsewhere', 'target.json');
  await mkdir(join(root, 'elsewhere'));
  await mkdir(folder, { recursive: true });
  await prepare(target);
  const path = join(folder, 'identity.json');
  await symlink('../../elsewhere/target.json', path);
  await identities().prepare();
  for (const accessToken of ['first', 'second']) await identities().save(home, { ...dana, accessToken });
  expect(await readlink(path)).toBe('../../elsewhere/target.json');
  expect(await identities().load(home)).toMatchObject({ accessToken: 'second' });
  expect(await readFile(target, 'utf8')).toContain('second');
  expect(await modeOf(path)).toBe('600');
  expect(await readdir(folder)).toEqual(['identity.json']);
});

const isRoot = process.geteuid?.() === 0;
test.each<[string, (path: string) => Promise<unknown>, RegExp]>([
  [
    'its owner has locked',
    (path) => writeFile(path, '{}', { mode: 0o400 }),
    /may not be written: run chmod 600/,
  ],
  ['is a folder', (path) => mkdir(path), /^There is something else than a file at/],
  ...(isRoot
    ? [
        [
          'belongs to another user',
          (path: string) => writeFile(path, '{}').then(() => chown(path, 4242, 4242)),
          /belongs to another user/,
        ] as [string, (path: string) => Promise<unknown>, RegExp],
      ]
    : []),
])('a file that %s is told before anybody logs in, and stays', async (_, make, sentence) => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'identity.json');
  await make(path);
  const { mode, uid } = await stat(path);
  await expect(identities().prepare()).rejects.toThrow(sentence);
  await expect(identities().prepare()).rejects.toBeInstanceOf(ConfigFault);
  expect(await stat(path)).toMatchObject({ mode, uid });
  expect(await readdir(folder)).toEqual(['identity.json']);
});

test('links that lead in a circle are an error of the file system', async () => {
  await mkdir(folder, { recursive: true });
  await symlink('identity.json', join(folder, 'identity.json'));
  await expect(identities().save(home, dana)).rejects.toMatchObject({ code: 'ELOOP' });
});
