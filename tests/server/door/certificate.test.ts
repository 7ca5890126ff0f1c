import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as openTls } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src/config/log.ts';
import { openCertificate } from '../../../src/node/certificate.ts';
import { selfSigned, signed } from '../../support/certificates.ts';
import { testDatabases } from '../../support/database.ts';
import { startServer } from '../../support/server.ts';

const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

let root: string;
let folder: string;
let files: { cert: string; key: string };
let runs = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'whist-certificate-'));
});
beforeEach(async () => {
  folder = join(root, String((runs += 1)));
  await mkdir(folder);
  files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await write(selfSigned);
});
afterAll(() => rm(root, { recursive: true }));

const write = async ({ cert, key }: typeof signed) => {
  await writeFile(files.cert, cert);
  await writeFile(files.key, key);
};
const fingerprintOf = ({ cert }: typeof signed) => new X509Certificate(cert).fingerprint256;

/** The certificate that a server at this URL shows to a new connection. */
async function shownBy(url: string) {
  const { hostname, port } = new URL(url);
  const socket = openTls({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  socket.destroy();
  return fingerprint;
}

/** The certificate of the files, and the lines of the log about it. */
async function opened() {
  const lines: string[] = [];
  const write = (line: string) => lines.push((JSON.parse(line) as { msg: string }).msg);
  return { certificate: await openCertificate(files, createLog('info', { write })), lines };
}

test('a new certificate is for new connections, and a game goes on over the old one', async () => {
  const server = await startServer(database, { tls: files });
  onTestFinished(() => server.stop());
  const player = await server.enter(await server.person());
  expect(await shownBy(server.url)).toBe(fingerprintOf(selfSigned));

  await write(signed);
  await server.pulse();
  expect(await shownBy(server.url)).toBe(fingerprintOf(signed));
  expect(await player.call('room.create', {})).toHaveProperty('code');

  await writeFile(files.cert, 'half of a cert');
  await server.pulse();
  await server.pulse();
  expect(await shownBy(server.url)).toBe(fingerprintOf(signed));
  expect(await player.call('auth.me', {})).toHaveProperty('username');
});

test('a link that leads elsewhere is a new certificate, as certbot makes it', async () => {
  const live = join(folder, 'live');
  for (const [name, pair] of Object.entries({ one: selfSigned, two: signed })) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'cert.pem'), pair.cert);
    await writeFile(join(folder, name, 'key.pem'), pair.key);
  }
  await symlink('one', live);
  files = { cert: join(live, 'cert.pem'), key: join(live, 'key.pem') };
  const { certificate, lines } = await opened();
  await symlink('two', `${live}.new`);
  await rename(`${live}.new`, live);
  expect(await certificate.look()).toEqual(signed);
  expect(await certificate.look()).toBeNull();
  expect(certificate.fingerprint()).toBe(fingerprintOf(signed));
  expect(lines).toEqual(['New connections get the new certificate.']);
});

test('a pair that stays broken is warned of once, and one that is only being written is not', async () => {
  const { certificate, lines } = await opened();
  await writeFile(files.cert, signed.cert);
  expect(await certificate.look()).toBeNull();
  await writeFile(files.key, signed.key);
  expect(await certificate.look()).toEqual(signed);
  await rm(files.key);
  for (let times = 0; times < 4; times += 1) expect(await certificate.look()).toBeNull();
  expect(certificate.pair()).toEqual(signed);
  expect(lines).toEqual([
    'New connections get the new certificate.',
    `The certificate of before is still used. The file ${files.key} cannot be read (ENOENT): name another with --tls-key, or let this user read it.`,
  ]);
});

test.each([
  ['a missing file', (cert: string) => rm(cert), /^The file \S+cert\.pem cannot be read \(ENOENT\)/],
  ['no certificate', (cert: string) => writeFile(cert, 'x'), /^There is no certificate in \S+cert\.pem:/],
  [
    'the key of another',
    (cert: string) => writeFile(cert, signed.cert),
    /^The key in \S+key\.pem does not belong to the certificate in \S+cert\.pem:/,
  ],
  [
    'no key',
    (_: string, key: string) => writeFile(key, selfSigned.cert),
    /^There is no private key without a passphrase in \S+key\.pem:/,
  ],
])('a server does not start with %s', async (_, spoil, sentence) => {
  await spoil(files.cert, files.key);
  await expect(opened()).rejects.toMatchObject({
    reason: 'certificate_unusable',
    message: expect.stringMatching(sentence) as string,
  });
});
