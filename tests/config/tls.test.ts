import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { fault, settingsFolder } from './settings-folder.ts';

const { folder, file } = settingsFolder();

test('a certificate needs its key, and the files of a settings file are beside it', () => {
  const cert = { tlsCert: 'cert.pem' };
  const sentence = 'TLS needs a certificate and its key: give --tls-cert and --tls-key;';
  expect(fault({ flags: cert })).toBe(`${sentence} --tls-key is missing.`);
  expect(fault({ flags: {}, env: { WHIST_TLS_KEY: 'key.pem' } })).toBe(`${sentence} --tls-cert is missing.`);
  const flags = { config: file({ ...cert, tlsKey: 'tls/key.pem', ca: '/ca.pem' }) };
  const outcome = loadConfig({ flags, env: {} });
  expect('ok' in outcome && outcome.ok).toMatchObject({
    tls: { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'tls/key.pem') },
    ca: '/ca.pem',
  });
});

test('the settings of TLS can be given in their variables and flags', () => {
  const env = { WHIST_TLS_CERT: '/c', WHIST_TLS_KEY: '/k', WHIST_CA: '/a', WHIST_PLAINTEXT: 'on' };
  const flags = { tlsCert: '/c', tlsKey: '/k', ca: '/a', plaintext: true };
  const expected = { tls: { cert: '/c', key: '/k' }, ca: '/a', isPlaintextFine: true };
  for (const sources of [{ env }, { flags, env: {} }]) {
    const outcome = loadConfig(sources);
    expect('ok' in outcome && outcome.ok).toMatchObject(expected);
  }
});
