import { expect, test } from 'vitest';
import { networkOf } from '../../src/accounts/index.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['', ''],
  ['nonsense', 'nonsense'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
])('%j is counted as %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
