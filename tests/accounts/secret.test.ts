import { chmod, mkdtemp, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecret } from '../../src/accounts/secret.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'whist-secret-'));
});
afterEach(() => rm(root, { recursive: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test('the secret is made on the first start, only its owner can read it, and it stays', async () => {
  const folder = join(root, 'data', 'whist');
  const first = await loadSecret(folder);
  if ('error' in first) throw new Error(first.error);
  expect(first.ok).toHaveLength(32);
  expect(await modeOf(join(folder, 'jwt-secret'))).toBe('600');
  expect(await modeOf(folder)).toBe('700');
  expect(await loadSecret(folder)).toEqual(first);
});

test('two starts at the same moment get the same secret, and leave no other file', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => loadSecret(root)));
  expect(secrets[0]).toHaveProperty('ok');
  for (const secret of secrets) expect(secret).toEqual(secrets[0]);
  expect(await readdir(root)).toEqual(['jwt-secret']);
});

test('a link to a secret stays, also if its file is not there yet', async () => {
  await symlink('real-secret', join(root, 'jwt-secret'));
  const secrets = await Promise.all([loadSecret(root), loadSecret(root)]);
  expect(secrets[0]).toHaveProperty('ok');
  expect(secrets[1]).toEqual(secrets[0]);
  expect(await loadSecret(root)).toEqual(secrets[0]);
  expect(await readlink(join(root, 'jwt-secret'))).toBe('real-secret');
  expect(await modeOf(join(root, 'real-secret'))).toBe('600');
  expect((await readdir(root)).toSorted()).toEqual(['jwt-secret', 'real-secret']);
});

test('two folders have two secrets', async () => {
  expect(await loadSecret(join(root, 'one'))).not.toEqual(await loadSecret(join(root, 'two')));
});

test.each([0o644, 0o640, 0o660, 0o602])('the secret is refused with the file mode %o', async (mode) => {
  await loadSecret(root);
  const path = join(root, 'jwt-secret');
  await chmod(path, mode);
  expect(await loadSecret(root)).toEqual({ error: expect.stringContaining(`Others can read ${path}`) });
  await chmod(path, 0o600);
  expect(await loadSecret(root)).toHaveProperty('ok');
});

test.each(['', 'c2hvcnQ\n', 'a'.repeat(100)])(
  'the secret is refused if the file contains %j',
  async (text) => {
    await writeFile(join(root, 'jwt-secret'), text, { mode: 0o600 });
    expect(await loadSecret(root)).toEqual({ error: expect.stringContaining('does not hold a secret') });
  },
);

test('a folder that cannot be made is an error of the file system', async () => {
  await writeFile(join(root, 'file'), '');
  await expect(loadSecret(join(root, 'file', 'data'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
