import { v4 } from 'uuid';
import type { Room, RoomAction } from '../../src/rooms/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { makePerson } from '../support/person.ts';
import { nextAction } from '../support/endless.ts';
import { commitOf, newRoom } from '../server/room-store/rooms.ts';

/** A change that the storage has acknowledged. */
export interface Acknowledged {
  readonly gameId: string;
  readonly commandId: string;
}

/** Rooms that go on for ever, each with a host and three guests. */
export interface Load {
  /** One change in each of some rooms, in one transaction. */
  play(): Promise<void>;
}

interface Loading {
  readonly rooms: number;
  readonly chance: () => number;
  /** Gets every change as soon as it is acknowledged. */
  readonly acknowledged: Acknowledged[];
}

export async function startLoad(storage: Storage, { rooms, chance, acknowledged }: Loading): Promise<Load> {
  const { user } = await makePerson(storage, Buffer.alloc(32), 'Dana');
  const guests: string[] = [];
  for (const name of ['Yossi', 'Noa', 'Amir']) guests.push(await storage.rooms.guest(user.id, name));

  async function openRoom(): Promise<Room> {
    const { room, entry } = newRoom(user.id);
    await storage.rooms.create(room, [entry]);
    acknowledged.push({ gameId: room.gameId, commandId: String(entry.commandId) });
    let opened = room;
    for (const [i, userId] of guests.entries())
      [opened] = (await save([
        [opened, { type: 'room.addGuest', seat: (i + 1) as 1, userId, displayName: `Guest ${i}` }],
      ])) as [Room];
    return opened;
  }

  async function save(changes: readonly (readonly [Room, RoomAction])[]): Promise<Room[]> {
    const commits = changes.map(([room, action]) => commitOf(room, action, { commandId: v4() }));
    const outcomes = await storage.rooms.commit(commits);
    if (outcomes.some((outcome) => outcome !== 'saved')) throw new Error('a room has moved on by itself');
    for (const { after, entry } of commits)
      acknowledged.push({ gameId: after.gameId, commandId: String(entry.commandId) });
    return commits.map(({ after }) => after);
  }

  const opened: Room[] = [];
  for (let i = 0; i < rooms; i++) opened.push(await openRoom());

  return {
    async play() {
      for (const [i, { timeline }] of opened.entries())
        if (timeline.game.status === 'finished') opened[i] = await openRoom();
      const moving = [...opened.keys()].filter(() => chance() < 0.5);
      const saved = await save(
        moving.map((i) => {
          const room = opened[i] as Room;
          const { game } = room.timeline;
          const action = game.status === 'waiting' ? { type: 'room.start' } : nextAction(game);
          return [room, action as RoomAction] as const;
        }),
      );
      for (const [k, i] of moving.entries()) opened[i] = saved[k] as Room;
    },
  };
}
