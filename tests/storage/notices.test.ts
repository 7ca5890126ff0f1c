import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { createStorage } from '../../src/storage/index.ts';
import { testDatabases } from '../support/database.ts';
import { makePerson } from '../support/person.ts';

test.each(testDatabases)(
  'news about a game, a group or a claim that is gone in the meantime is no news, on $name',
  async ({ open }) => {
    const database = await open();
    const storage = createStorage(database, { id: v7(), isAlone: true });
    const { user } = await makePerson(storage, new Uint8Array(32), 'Dana');
    const about = { userId: user.id, byId: null };
    const gone = [
      { ...about, kind: 'your_turn', gameId: v7() },
      { ...about, kind: 'group_invited', groupId: v7() },
      { ...about, kind: 'claim_offered', claimId: v7(), details: { code: null } },
    ] as const;
    expect(await storage.notices.add(gone)).toEqual([]);
    await database.close();
  },
);
