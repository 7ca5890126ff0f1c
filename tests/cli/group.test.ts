import { expect, test } from 'vitest';
import { failure } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';
import { onTerminal } from '../support/pty.ts';

const host = hostForFile();

test('a group is made and changed by its name', async () => {
  const dana = await host().person('dana', 'דנה');
  const noa = await host().person('noa', 'Noa');
  expect((await dana.run('group')).stdout).toMatch(/^You are in no group yet/);
  expect((await dana.run('group', 'create', 'Friday Night Whist')).stdout).toMatch(
    /^Friday Night Whist\nno game finished yet\nדנה \(dana\) {2}owner {2}since \d{4}-\d\d-\d\d\n$/,
  );
  expect(jsonOf(await dana.run('group', 'add', 'friday night whist', 'noa', '--json'))).toMatchObject({
    name: 'Friday Night Whist',
    members: [{ username: 'dana', role: 'owner' }],
    invited: [{ username: 'noa' }],
  });
  expect((await noa.run('group')).stdout).toContain('Friday Night Whist: דנה (dana) invites you, 1 member');
  const accepted = jsonOf(await noa.run('group', 'accept', 'fridaynight whist', '--json'));
  expect(accepted).toMatchObject({ members: [{ username: 'dana' }, { username: 'noa' }], invited: [] });
  const described = await dana.run('group', 'describe', 'Friday Night Whist', 'At Dana’s');
  expect(described.stdout).toMatch(/: At Dana’s\n/);
  expect((await dana.run('group', 'rename', 'Friday Night Whist', 'Whist')).exitCode).toBe(0);
});

test('groups are listed, and a room is opened in one of them', async () => {
  const uri = await host().person('uri');
  await uri.run('group', 'create', 'Whist');
  expect((await uri.run('group', 'list')).stdout).toBe(
    'group  members  games  last played\nWhist        1      0  –\n',
  );
  const room = jsonOf(await uri.run('create', '--group', 'WHIST', '--json'));
  const { groupId } = jsonOf(await uri.run('group', 'show', 'Whist', '--json')) as { groupId: string };
  expect(room).toMatchObject({ groupId });
});

test('a group that is not there, or not the only one of its name, is refused', async () => {
  const yossi = await host().person('yossi');
  const unknown = await yossi.run('group', 'show', 'Bridge', '--json');
  expect([unknown.exitCode, failure(unknown).reason]).toEqual([65, 'group_not_found']);
  const first = jsonOf(await yossi.run('group', 'create', 'Whist', '--json')) as { groupId: string };
  const near = await yossi.run('group', 'show', 'Whisk', '--json');
  expect(failure(near)).toEqual({
    reason: 'group_not_found',
    message: 'You are in no group called Whisk. Did you mean Whist?',
  });
  const other = await host().person('other');
  await other.run('group', 'create', 'whist');
  await other.run('group', 'add', 'whist', 'yossi');
  await yossi.run('group', 'accept', 'whist');
  const twice = await yossi.run('group', 'show', 'Whist', '--json');
  expect([twice.exitCode, failure(twice).reason]).toEqual([65, 'group_ambiguous']);
  expect(jsonOf(await yossi.run('group', 'show', first.groupId, '--json'))).toMatchObject({ name: 'Whist' });
});

test('an owner hands a group over and leaves it, and deletes another', async () => {
  const gil = await host().person('gil');
  const tal = await host().person('tal');
  const { groupId } = jsonOf(await gil.run('group', 'create', 'Whist', '--json')) as { groupId: string };
  await gil.run('group', 'create', 'Bridge');
  await gil.run('group', 'add', groupId, 'tal');
  await tal.run('group', 'accept', groupId);
  await gil.run('group', 'transfer', groupId, 'tal');
  const notOwner = await gil.run('group', 'delete', groupId, '--yes', '--json');
  expect([notOwner.exitCode, failure(notOwner).reason]).toEqual([77, 'not_owner']);
  expect((await gil.run('group', 'leave', groupId)).stderr).toBe('You have left Whist.\n');
  const unsure = await gil.run('group', 'delete', 'bridge', '--json');
  expect([unsure.exitCode, failure(unsure).reason]).toEqual([2, 'no_terminal']);
  expect((await gil.run('group', 'delete', 'bridge', '--yes')).stderr).toBe(
    'Bridge is deleted. Its games are kept.\n',
  );
});

test('a person is asked about a name that another group nearly has, and before a group is deleted', async () => {
  const ron = await host().person('ron');
  await ron.run('group', 'create', 'Friday Night');
  const taken = await ron.run('group', 'create', 'FRIDAYNIGHT', '--json');
  expect([taken.exitCode, failure(taken).reason]).toEqual([65, 'group_name_taken']);
  const atTerminal = (...args: string[]) =>
    onTerminal(['group', ...args], { ...ron.home, env: { ...ron.home.env, ...host().env } });

  const slip = atTerminal('create', 'Fridai Night');
  await slip.shows('You are in a group called Friday Night. Do you want another one, called Fridai Night?');
  slip.type('\r');
  expect((await slip.ended).screen).toContain('Nothing was changed.');
  const meant = atTerminal('describe', 'Friday Nigt', 'At Ron’s');
  await meant.shows('Did you mean Friday Night?');
  meant.type('y\r');
  expect((await meant.ended).exitCode).toBe(0);

  const kept = atTerminal('delete', 'Friday Night');
  await kept.shows('Delete Friday Night? Its games are kept. (y/N)');
  kept.type('n\r');
  expect((await kept.ended).exitCode).toBe(2);
  const deleted = atTerminal('delete', 'Friday Night');
  await deleted.shows('(y/N)');
  deleted.type('y\r');
  expect((await deleted.ended).exitCode).toBe(0);
  expect(jsonOf(await ron.run('group', '--json'))).toMatchObject({ groups: [] });
});

test('a subcommand tells its usage, and options may stand before its name', async () => {
  const amir = await host().person('amir');
  const { groupId } = jsonOf(await amir.run('group', 'create', 'Whist', '--json')) as { groupId: string };
  expect(await amir.run('group', 'add', groupId)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Usage: whist group add [options] <group> <user>\n'),
  });
  const noSuch = await amir.run('group', 'found', '--json');
  expect([noSuch.exitCode, failure(noSuch)]).toEqual([
    2,
    {
      reason: 'usage',
      message:
        'There is no `whist group found`. Name one of list, show, create, rename, describe, delete, leave, add, accept, decline, remove, transfer.',
    },
  ]);
  expect(jsonOf(await amir.run('group', '--json', 'show', groupId))).toMatchObject({ name: 'Whist' });
});
