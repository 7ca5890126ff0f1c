import { sql } from 'kysely';
import { v4 as uuid, v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/accounts/index.ts';
import { refuse } from '../../src/protocol/index.ts';
import { createGroupStore } from '../../src/storage/groups/groups.ts';
import { testDatabases } from '../support/database.ts';
import { entered, openDesk, person, refused, type Desk } from './desk.ts';

describe.each(testDatabases)('commands on $name', (testDatabase) => {
  let desk: Desk;
  let senderId: string;
  beforeAll(async () => {
    desk = await openDesk(testDatabase);
    senderId = entered(await desk.accounts.register(person('sender'))).identity.userId;
  });
  afterAll(() => desk.close());

  const newCommand = (): Command => ({ senderId, commandId: uuid(), method: 'group.create' });
  const found = (name: string) => createGroupStore(desk.orm).create(senderId, { name, description: null });
  const groups = async (name: string) => {
    const { rows } = await sql`select from groups where name = ${name}`.execute(desk.db);
    return rows.length;
  };

  test('work that fails stores neither its changes nor its command', async () => {
    const command = newCommand();
    const failing = desk.commands.once(command, async () => {
      await found('Half');
      throw new Error('the power is out');
    });
    await expect(failing).rejects.toThrow('the power is out');
    expect(await groups('Half')).toBe(0);
    expect(await desk.commands.find(command)).toBeNull();
    const again = desk.commands.once(command, async () => ({ result: await found('Half') }));
    expect(await again).toMatchObject({ isFirst: true, result: { name: 'Half' } });
    expect(await groups('Half')).toBe(1);
  });

  test('a refusal undoes the changes before it', async () => {
    const command = newCommand();
    const refusing = desk.commands.once(command, async () => {
      await found('Refused');
      return refuse('not_owner');
    });
    expect(await refusing).toEqual(refused('not_owner'));
    expect(await groups('Refused')).toBe(0);
    expect(await desk.commands.find(command)).toBeNull();
  });

  test('without an id no command is stored', async () => {
    const command = { ...newCommand(), commandId: undefined };
    for (let n = 0; n < 2; n += 1)
      await desk.commands.once(command, async () => ({ result: await found('Twice') }));
    expect(await groups('Twice')).toBe(2);
    expect(await desk.commands.find(command)).toBeNull();
  });

  test('commands are forgotten after three days', async () => {
    const [old, young] = [newCommand(), newCommand()];
    for (const command of [old, young])
      await desk.commands.once(command, async () => ({ result: { id: v7() } }));
    const age = (command: Command, days: number) =>
      sql`
        update commands set created_at = now() - ${days} * interval '1 day'
        where id = ${command.commandId}::uuid`.execute(desk.db);
    await age(old, 3.1);
    await age(young, 2.9);
    await desk.commands.forgetOld();
    expect(await desk.commands.find(old)).toBeNull();
    expect(await desk.commands.find(young)).toEqual({ result: { id: expect.any(String) } });
  });
});
