import { describe, expect, test } from 'vitest';
import { createBlocks, createClaims, type BlockStore, type ClaimStore } from '../../src/accounts/index.ts';
import type { Claim } from '../../src/protocol/index.ts';
import { refused } from './people.ts';

const claim = (fields: object) => fields as Claim;

/** A store that knows Dana and Noa, and the guest `Gil` of the host `host`. It writes down what it is asked to change. */
function open(answers: Partial<ClaimStore> = {}) {
  const asked: unknown[] = [];
  const store: ClaimStore = {
    guestAt: async (game, name, hostId) => {
      const isThere = game === 'ABC234' && name === 'Gil' && (hostId ?? 'host') === 'host';
      return isThere ? 'gil' : null;
    },
    accountNamed: async (name) => (['dana', 'noa'].includes(name) ? `${name}-id` : null),
    async ask(one) {
      asked.push(one);
      return claim({ claimId: 'one' });
    },
    claimsOf: async () => [],
    approve: async () => 'claim_not_found',
    drop: async () => false,
    gameOf: async (game, userId) => (game === 'ABC234' && userId === 'dana-id' ? 'game' : null),
    disown: async (gameId) => ({ gameId, code: 'ABC234', hostId: 'host' }),
    ...answers,
  };
  return { claims: createClaims(store), asked };
}

describe('claims', () => {
  test('a user asks for the games of a guest', async () => {
    const { claims, asked } = open();
    expect(await claims.guest('dana-id', { id: 'ABC234', displayName: 'Gil' })).toEqual({
      result: { claimId: 'one' },
    });
    expect(asked).toEqual([{ claimantId: 'dana-id', claimedId: 'gil', offeredBy: null }]);
    expect(await claims.guest('dana-id', { id: 'ABC234', displayName: 'Uri' })).toEqual(
      refused('guest_not_found'),
    );
  });

  test('a user asks for the games of another account, and not of the own one', async () => {
    const { claims, asked } = open();
    expect(await claims.account('dana-id', { username: 'noa' })).toHaveProperty('result');
    expect(asked).toEqual([{ claimantId: 'dana-id', claimedId: 'noa-id', offeredBy: null }]);
    expect(await claims.account('dana-id', { username: 'dana' })).toEqual(refused('own_account'));
    expect(await claims.account('dana-id', { username: 'uri' })).toEqual(refused('user_not_found'));
  });

  test('a host offers the games of a guest of their own', async () => {
    const { claims, asked } = open();
    const offer = { id: 'ABC234', displayName: 'Gil', username: 'noa' };
    expect(await claims.offer('host', offer)).toHaveProperty('result');
    expect(asked).toEqual([{ claimantId: 'noa-id', claimedId: 'gil', offeredBy: 'host' }]);
    expect(await claims.offer('dana-id', offer)).toEqual(refused('guest_not_found'));
    expect(await claims.offer('host', { ...offer, username: 'uri' })).toEqual(refused('user_not_found'));
  });

  test('two who played together are not one person', async () => {
    const { claims } = open({ ask: async () => 'played_together' });
    expect(await claims.account('dana-id', { username: 'noa' })).toEqual(refused('played_together'));
  });

  test('are listed for those who asked or offered, and for those who decide', async () => {
    const [dana, noa, host] = ['dana-id', 'noa-id', 'host'].map((id) => ({ id }));
    const mine = claim({ claimant: dana, offeredBy: null, decider: noa });
    const offered = claim({ claimant: dana, offeredBy: host, decider: dana });
    const offering = claim({ claimant: noa, offeredBy: dana, decider: noa });
    const { claims } = open({ claimsOf: async () => [mine, offered, offering] });
    expect(await claims.list('dana-id')).toEqual({ asked: [mine, offering], toDecide: [offered] });
  });

  test('are approved by those who decide', async () => {
    const done = { claimantId: 'dana-id', offeredBy: null, games: 3, ended: [] };
    const { claims } = open({
      approve: async (id, by) => (id === 'one' && by === 'noa-id' ? done : 'claim_not_found'),
    });
    const { games, ...rest } = done;
    expect(await claims.approve('noa-id', { claimId: 'one' })).toEqual({ result: { games }, ...rest });
    expect(await claims.approve('dana-id', { claimId: 'one' })).toEqual(refused('claim_not_found'));
  });

  test('are dropped', async () => {
    const { claims } = open({ drop: async (id, by) => id === 'one' && by === 'dana-id' });
    expect(await claims.drop('dana-id', 'one')).toEqual({ result: {} });
    expect(await claims.drop('noa-id', 'one')).toEqual(refused('claim_not_found'));
  });

  test('a game is disowned by somebody who played it', async () => {
    const { claims } = open();
    expect(await claims.disown('dana-id', { id: 'ABC234' })).toEqual({
      result: {},
      game: { gameId: 'game', code: 'ABC234', hostId: 'host' },
    });
    expect(await claims.disown('noa-id', { id: 'ABC234' })).toEqual(refused('game_not_found'));
    const gone = open({ disown: async () => null });
    expect(await gone.claims.disown('dana-id', { id: 'ABC234' })).toEqual(refused('game_not_found'));
  });
});

describe('blocks', () => {
  const group = 'c0ffee00-0000-7000-8000-000000000001';
  function openBlocks() {
    const told: unknown[][] = [];
    const store: BlockStore = {
      accountNamed: async (name) => (['dana', 'noa'].includes(name) ? `${name}-id` : null),
      knowsGroup: async (userId, id) => userId === 'dana-id' && id === group,
      block: async (...args) => void told.push(['block', ...args]),
      unblock: async (...args) => void told.push(['unblock', ...args]),
      blocks: async (userId) => ({ users: [{ id: userId }], groups: [] }) as never,
    };
    return { blocks: createBlocks(store), told };
  }

  test.each(['block', 'unblock'] as const)('%s is for a user or a group', async (how) => {
    const { blocks, told } = openBlocks();
    const ask = blocks[how];
    expect(await ask('dana-id', { username: 'noa' })).toEqual({ result: {} });
    expect(await ask('dana-id', { groupId: group })).toEqual({ result: {} });
    expect(await ask('dana-id', { username: 'uri' })).toEqual(refused('user_not_found'));
    expect(await ask('dana-id', { groupId: 'other' })).toEqual(refused('group_not_found'));
    expect(await ask('noa-id', { groupId: group })).toEqual(refused('group_not_found'));
    expect(await ask('dana-id', {})).toEqual(refused('user_not_found'));
    expect(told).toEqual([
      [how, 'dana-id', { userId: 'noa-id' }],
      [how, 'dana-id', { groupId: group }],
    ]);
  });

  test('nobody blocks themselves', async () => {
    const { blocks, told } = openBlocks();
    expect(await blocks.block('dana-id', { username: 'dana' })).toEqual(refused('own_account'));
    expect(await blocks.block('noa-id', { username: 'dana' })).toEqual({ result: {} });
    expect(told).toHaveLength(1);
    expect(await blocks.list('dana-id')).toMatchObject({ users: [{ id: 'dana-id' }] });
  });
});
