import { v7 } from 'uuid';
import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { expectHealthy, newPlayer, recomputeAll } from '../sheets/friday.ts';
import { countedOf, waitingFor, ways, type Two } from './ways.ts';

const onServer = serverTest();

const nothing = [0, 0, 0, 1000, 0];

/** A host with the group Friday, and somebody who has not heard of it. */
async function newTwo(server: TestServer): Promise<Two & { readonly groupId: string }> {
  const [host, victim] = [await newPlayer(server, 'Mallory'), await newPlayer(server, 'Dana')];
  const { groupId } = await host.call('group.create', { name: 'Friday' });
  return { host, victim, groupId };
}

type Setup = (two: Two & { readonly groupId: string }) => Promise<unknown>;

/** The two before a game; `asked` says whether the victim is asked about it. */
const relations: Readonly<
  Record<string, { readonly group?: string; readonly setUp?: Setup; readonly asked: boolean }>
> = {
  'of a stranger': { asked: true },
  'of a group of strangers': { group: 'Friday', asked: true },
  'of a group to which somebody is invited': {
    group: 'Friday',
    setUp: ({ host, victim, groupId }) =>
      host.call('group.addMember', { groupId, username: victim.user.username }),
    asked: true,
  },
  'of a group that somebody has left': {
    group: 'Friday',
    async setUp({ host, victim, groupId }) {
      await addMember(host, victim, groupId);
      await victim.call('group.leave', { groupId });
    },
    asked: true,
  },
  'of a host who is blocked': {
    setUp: ({ host, victim }) => victim.call('account.block', { username: host.user.username }),
    asked: false,
  },
  'of a host whom a member of the group has blocked': {
    group: 'Friday',
    async setUp({ host, victim, groupId }) {
      await addMember(host, victim, groupId);
      await victim.call('account.block', { username: host.user.username });
    },
    asked: false,
  },
  'of a group that is blocked': {
    group: 'Friday',
    async setUp({ host, victim, groupId }) {
      await host.call('group.addMember', { groupId, username: victim.user.username });
      await victim.call('account.block', { groupId });
    },
    asked: false,
  },
};

for (const [name, way] of Object.entries(ways))
  for (const [relation, { group = null, setUp, asked }] of Object.entries(relations))
    if (group === null || way.canBeOfGroup)
      onServer(`${name} in a game ${relation} counts for nobody`, async (server) => {
        const two = await newTwo(server);
        const { host, victim } = two;
        await setUp?.(two);
        const told = (await waitingFor(victim)).news;
        const id = await way.play(two, group);
        await recomputeAll(server);
        expect(await countedOf(victim)).toEqual(nothing);
        const { players } = await host.call('game.get', { id });
        expect(players.map(({ userId }) => userId)).not.toContain(victim.user.id);
        await expect
          .poll(async () => (await waitingFor(victim)).news)
          .toEqual([...(asked ? ['claim_offered'] : []), ...told]);
        const { claims } = await waitingFor(victim);
        const { claimId = v7() } = claims[0] ?? {};
        expect(claims).toMatchObject(
          asked ? [{ claimant: victim.user, decider: victim.user, offeredBy: host.user, games: 1 }] : [],
        );
        if (asked) expect(claims[0]?.group?.name).toBe(group ?? undefined);
        // The host sees no difference, and cannot answer in place of the other.
        const { asked: offered } = await host.call('claim.list', {});
        expect(offered).toMatchObject([{ claimant: victim.user, offeredBy: host.user, games: 1 }]);
        expect(await host.refused('claim.approve', { claimId: offered[0]?.claimId ?? '' })).toBe(
          'claim_not_found',
        );
        if (!asked) expect(await victim.refused('claim.approve', { claimId })).toBe('claim_not_found');
      });

for (const [name, way] of Object.entries(ways))
  onServer(`${name}: one game is refused, the next one is accepted and disowned`, async (server) => {
    const two = await newTwo(server);
    const { host, victim } = two;
    await way.play(two, null);
    const [refused] = (await waitingFor(victim)).claims;
    await victim.call('claim.drop', { claimId: refused?.claimId ?? '' });
    expect((await waitingFor(victim)).claims).toEqual([]);

    const id = await way.play(two, null);
    const [claim] = (await waitingFor(victim)).claims;
    // A guest that a host offers has all its games.
    const games = way.canBeOfGroup ? 1 : 2;
    expect(claim).toMatchObject({ games });
    expect(await victim.call('claim.approve', { claimId: claim?.claimId ?? '' })).toEqual({ games });
    await recomputeAll(server);
    const [counted, , points] = await countedOf(victim);
    expect(counted).toBe(games);
    expect(points).not.toBe(0);
    await expect.poll(async () => (await waitingFor(host)).news).toContain('claim_accepted');

    await victim.call('game.disown', { id });
    await recomputeAll(server);
    expect((await countedOf(victim))[0]).toBe(games - 1);
    if (games === 1) expect(await countedOf(victim)).toEqual(nothing);
    expect(await victim.refused('game.disown', { id })).toBe('game_not_found');
    expect((await waitingFor(victim)).claims).toEqual([]);
    await expect.poll(async () => (await waitingFor(host)).news).toContain('game_disowned');
  });

for (const [name, way] of Object.entries(ways).filter(([, { canBeOfGroup }]) => canBeOfGroup))
  onServer(`${name}: games of a group count for a member at once`, async (server) => {
    const two = await newTwo(server);
    await addMember(two.host, two.victim, two.groupId);
    await way.play(two, 'Friday');
    await recomputeAll(server);
    expect((await countedOf(two.victim))[0]).toBe(1);
    expect((await waitingFor(two.victim)).claims).toEqual([]);
    // A game outside of the group asks.
    await way.play(two, null);
    expect((await waitingFor(two.victim)).claims).toMatchObject([{ group: null }]);
  });

onServer('after all this the doctor finds no difference', expectHealthy);
