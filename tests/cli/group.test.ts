import { expect, test } from 'vitest';
import { failure } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';

const host = hostForFile();

test('a group is made and changed by its name', async () => {
  const dana = await host().person('dana', 'דנה');
  await host().person('noa', 'Noa');
  expect((await dana.run('group')).stdout).toMatch(/^You are in no group yet/);
  expect((await dana.run('group', 'create', 'Friday Night Whist')).stdout).toMatch(
    /^Friday Night Whist\nno game finished yet\nדנה \(dana\) {2}owner {2}since \d{4}-\d\d-\d\d\n$/,
  );
  expect(jsonOf(await dana.run('group', 'add', 'friday night whist', 'noa', '--json'))).toMatchObject({
    name: 'Friday Night Whist',
    members: [{ username: 'dana', role: 'owner' }, { username: 'noa' }],
  });
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
  await yossi.run('group', 'create', 'whist');
  const twice = await yossi.run('group', 'show', 'Whist', '--json');
  expect([twice.exitCode, failure(twice).reason]).toEqual([65, 'group_ambiguous']);
  expect(jsonOf(await yossi.run('group', 'show', first.groupId, '--json'))).toMatchObject({ name: 'Whist' });
});

test('an owner hands a group over and leaves it, and deletes another', async () => {
  const gil = await host().person('gil');
  await host().person('tal');
  const { groupId } = jsonOf(await gil.run('group', 'create', 'Whist', '--json')) as { groupId: string };
  await gil.run('group', 'create', 'Bridge');
  await gil.run('group', 'add', groupId, 'tal');
  await gil.run('group', 'transfer', groupId, 'tal');
  const notOwner = await gil.run('group', 'delete', groupId, '--json');
  expect([notOwner.exitCode, failure(notOwner).reason]).toEqual([77, 'not_owner']);
  expect((await gil.run('group', 'leave', groupId)).stderr).toBe('You have left Whist.\n');
  expect((await gil.run('group', 'delete', 'bridge')).stderr).toBe(
    'Bridge is deleted. Its games are kept.\n',
  );
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
        'There is no `whist group found`. Name one of list, show, create, rename, describe, delete, leave, add, remove, transfer.',
    },
  ]);
  expect(jsonOf(await amir.run('group', '--json', 'show', groupId))).toMatchObject({ name: 'Whist' });
});
