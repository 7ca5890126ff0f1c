import { sql } from 'kysely';
import { v4 as uuid, v7 } from 'uuid';
import { expect } from 'vitest';
import type { Command } from '../../src/accounts/index.ts';
import { refuse } from '../../src/protocol/index.ts';
import { createGroupStore } from '../../src/storage/groups/groups.ts';
import type { Desk } from './desk.ts';
import { entered, person, refused } from './people.ts';
import { deskTest } from './desk-test.ts';

const onDesk = deskTest();

/** A command of somebody new, and a group that it may found. */
async function newCommand({ accounts, orm, db }: Desk) {
  const name = `G${uuid().slice(0, 8)}`;
  const { userId: senderId } = entered(await accounts.register(person(name))).identity;
  const command: Command = { senderId, commandId: uuid(), method: 'group.create' };
  return {
    command,
    found: () => createGroupStore(orm).create(senderId, { name, description: null }),
    async groups() {
      const { rows } = await sql`select from groups where name = ${name}`.execute(db);
      return rows.length;
    },
  };
}

onDesk('work that fails stores neither its changes nor its command', async (desk) => {
  const { commands } = desk;
  const { command, found, groups } = await newCommand(desk);
  const failing = commands.once(command, async () => {
    await found();
    throw new Error('the power is out');
  });
  await expect(failing).rejects.toThrow('the power is out');
  expect(await groups()).toBe(0);
  expect(await commands.find(command)).toBeNull();
  const again = await commands.once(command, async () => ({ result: await found() }));
  expect(again).toMatchObject({ isFirst: true });
  expect(await groups()).toBe(1);
});

onDesk('a refusal undoes the changes before it', async (desk) => {
  const { commands } = desk;
  const { command, found, groups } = await newCommand(desk);
  const refusing = commands.once(command, async () => {
    await found();
    return refuse('not_owner');
  });
  expect(await refusing).toEqual(refused('not_owner'));
  expect(await groups()).toBe(0);
  expect(await commands.find(command)).toBeNull();
});

onDesk('without an id no command is stored', async (desk) => {
  const { commands } = desk;
  const { command, found, groups } = await newCommand(desk);
  const bare = { ...command, commandId: undefined };
  for (let n = 0; n < 2; n += 1)
    expect(await commands.once(bare, async () => ({ result: await found() }))).toMatchObject({
      isFirst: true,
    });
  expect(await groups()).toBe(2);
  expect(await commands.find(bare)).toBeNull();
});

onDesk('commands are deleted after three days', async (desk) => {
  const { commands, db } = desk;
  const [old, young] = [await newCommand(desk), await newCommand(desk)];
  for (const { command } of [old, young])
    await commands.once(command, async () => ({ result: { id: v7() } }));
  const age = (id: string | undefined, days: number) =>
    sql`
      update commands set created_at = now() - ${days} * interval '1 day' where id = ${id}::uuid`.execute(db);
  await age(old.command.commandId, 3.1);
  await age(young.command.commandId, 2.9);
  await commands.forgetOld();
  expect(await commands.find(old.command)).toBeNull();
  expect(await commands.find(young.command)).toEqual({ result: { id: expect.any(String) } });
});
