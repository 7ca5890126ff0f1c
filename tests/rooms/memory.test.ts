import { v7 } from 'uuid';
import { roomStoreTests } from '../server/room-store/suite.ts';
import { createMemory } from './memory.ts';

roomStoreTests('the memory of these tests', async () => {
  const memory = createMemory();
  const newUser = () => {
    const userId = v7();
    memory.addAccount({ userId, displayName: 'Dana', username: `u${userId.slice(-12)}` });
    return userId;
  };
  return {
    store: memory.node(),
    other: memory.node(),
    hostId: newUser(),
    newUser: async () => newUser(),
    newGroup: async (userId) => memory.addGroup(userId),
  };
});
