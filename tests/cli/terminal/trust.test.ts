import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authority, selfSigned, signed } from '../../support/certificates.ts';
import { failure, makeHome, startWhist, whist, type Home, type Hosting } from '../../support/cli.ts';
import { onTerminal } from '../../support/pty.ts';

let server: Hosting;
let host: Home;
let home: Home;
let files: { readonly cert: string; readonly key: string; readonly ca: string };
beforeAll(async () => {
  host = await makeHome();
  home = await makeHome();
  const file = async (name: string, text: string) => {
    await writeFile(join(host.folder, name), text);
    return join(host.folder, name);
  };
  files = {
    cert: await file('cert.pem', signed.cert),
    key: await file('key.pem', signed.key),
    ca: await file('ca.pem', authority),
  };
  server = await startWhist(['--tls-cert', files.cert, '--tls-key', files.key], { home: host });
});
afterAll(async () => {
  await server.stop();
  await host.remove();
  await home.remove();
});

const known = () => join(home.folder, 'config', 'whist', 'known-servers.json');
const whole = new X509Certificate(signed.cert).fingerprint256;
const [first, second] = [whole.slice(0, 47), whole.slice(48)];

test('a person is asked once whether the certificate is the right one, and is warned of another', async () => {
  const { url, fingerprint } = server.listening;
  expect(fingerprint).toBe(whole);
  const whoami = ['whoami', '--server', url];
  const refused = onTerminal(whoami, home);
  await refused.shows(first);
  await refused.shows(second);
  await refused.shows('Trust this certificate from now on? (y/N)');
  refused.type('\r');
  expect(await refused.ended).toMatchObject({
    exitCode: 77,
    screen: expect.stringContaining('Nothing was sent.'),
  });

  const trusted = onTerminal(whoami, home);
  await trusted.shows('(y/N)');
  trusted.type('y\r');
  await trusted.shows('Nobody is logged in at');
  await trusted.ended;
  expect((await stat(known())).mode & 0o777).toBe(0o600);
  const origin = url.replace('/ws', '');
  const kept = { [origin]: { fingerprint } };
  expect(JSON.parse(await readFile(known(), 'utf8'))).toEqual(kept);
  // Nobody is asked again, also without a terminal.
  const again = await whist(['whoami', '--json', '--server', url], { home });
  expect(failure(again).reason).toBe('unauthenticated');

  const other = new X509Certificate(selfSigned.cert).fingerprint256;
  await writeFile(known(), JSON.stringify({ [origin]: { fingerprint: other } }));
  const changed = onTerminal(whoami, home);
  const { exitCode, screen } = await changed.ended;
  expect(exitCode).toBe(77);
  expect(screen).toContain('shows another certificate than the one that you trusted');
  expect(screen).toContain(`whist forget --server ${origin}`);
  expect(await whist(['forget', '--json', '--server', url], { home })).toMatchObject({
    stdout: '{"forgotten":true}\n',
  });
  expect(JSON.parse(await readFile(known(), 'utf8'))).toEqual({});
});

test('without a terminal nothing is trusted but a certificate of the authority', async () => {
  const args = ['login', '--login', 'nobody', '--json', '--server', server.listening.url];
  const unknown = await whist(args, { home, input: 'correct horse\n' });
  expect(unknown.exitCode).toBe(77);
  expect(failure(unknown)).toEqual({
    reason: 'certificate_unknown',
    message: expect.stringContaining('Name the file of its authority with --ca') as string,
  });
  const answered = await whist([...args, '--ca', files.ca], { home, input: 'correct horse\n' });
  expect(failure(answered).reason).toBe('invalid_credentials');
  const wrong = await whist([...args, '--ca', files.key], { home, input: 'correct horse\n' });
  expect(wrong.exitCode).toBe(2);
  expect(failure(wrong).message).toBe(
    `There is no certificate in ${files.key}: name a file in PEM with --ca.`,
  );
});

/** A machine to which every other one has an address of the internet. */
const far = {
  NODE_OPTIONS: `--import "data:text/javascript,import { Socket } from 'node:net'; Socket.prototype._getpeername = () => ({ address: '203.0.113.7' })"`,
};

test('plain text to the internet is agreed to in a terminal, or with --plaintext', async () => {
  const url = server.listening.url.replace('wss:', 'ws:');
  const args = ['whoami', '--json', '--server', url];
  const refused = await whist(args, { home, env: far });
  expect(refused.exitCode).toBe(77);
  expect(failure(refused)).toEqual({
    reason: 'not_encrypted',
    message: expect.stringContaining('leads to 203.0.113.7, which is not in a private network') as string,
  });
  // This server speaks only TLS, which a client learns when it sends something.
  expect(failure(await whist([...args, '--plaintext'], { home, env: far })).reason).toBe('tls_needed');
  const terminal = onTerminal(['whoami', '--server', url], { env: { ...home.env, ...far } });
  await terminal.shows('Go on, and ask no more for this server? (y/N)');
  terminal.type('y\r');
  await terminal.shows('speaks TLS; name it with --server, with wss://');
  await terminal.ended;
  expect(failure(await whist(args, { home, env: far })).reason).toBe('tls_needed');
});
