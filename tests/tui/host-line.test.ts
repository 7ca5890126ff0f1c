import { expect, test } from 'vitest';
import { firstSentences } from '../../src/tui/pages/host-reading.ts';
import { english } from '../../src/words/english/index.ts';
import { hebrew } from '../../src/words/hebrew/index.ts';

const fingerprint = Array.from({ length: 32 }, (_, i) => String(i + 10)).join(':');
const page = (elsewhere: string | null, shown: string | null) =>
  firstSentences({
    url: 'ws://127.0.0.1:4440/ws',
    elsewhere,
    fingerprint: () => shown,
    howTo: [],
    database: 'PostgreSQL',
    look: () => Promise.reject(new Error('nobody looks')),
    noColor: true,
    isRead: true,
  }).join('\n');

test('the page of a server says whether others can read the line, or shows the certificate', () => {
  const readable = 'Line: not encrypted: others in the network can read passwords';
  expect(page('ws://192.168.1.20:4440', null)).toContain(readable);
  expect(page('wss://192.168.1.20:4440', fingerprint)).toContain(`Certificate: ${fingerprint}`);
  expect(page('wss://192.168.1.20:4440', fingerprint)).not.toContain('not encrypted');
  expect(page(null, null)).not.toContain('encrypted');
});

test.each([
  [english, 'not encrypted: others in the network can read passwords', 'encrypted, with a certificate'],
  [hebrew, 'לא מוצפן: אחרים ברשת יכולים לקרוא סיסמאות', 'מוצפן, ולתעודה'],
])('a server without a page says the same, in each language: %#', ({ hosting }, readable, safe) => {
  const welcome = (shown: string | null, isOpen: boolean) =>
    hosting.serve.welcome({
      url: 'ws://127.0.0.1:4440/ws',
      flag: '',
      others: [],
      line: { fingerprint: shown, isOpen },
      dataDir: null,
    });
  expect(welcome(null, true)).toContain(readable);
  expect(welcome(fingerprint, true)).toContain(safe);
  expect(welcome(fingerprint, true)).toContain(fingerprint.slice(48));
  expect(welcome(fingerprint, true)).not.toContain(readable);
  expect(welcome(null, false)).not.toContain(readable);
});
