import { refuse, type Params, type Updates } from '../../protocol/index.ts';
import { accessFault, watchFault } from '../access.ts';
import type { RoomStore } from '../ports.ts';
import type { Answer } from '../view.ts';
import type { Attendance } from './attendance.ts';
import type { Audience, Member } from './audience.ts';
import type { Standing } from './standing.ts';
import type { Telling } from './telling.ts';

export type Asked = Omit<Params<'room.state'>, 'code'>;

interface Context {
  readonly store: Pick<RoomStore, 'mayRead'>;
}

interface Parts {
  readonly standing: Standing;
  readonly telling: Telling;
  readonly audience: Audience;
  readonly attendance: Attendance;
}

/** Shows a room to terminals, which get its news from then on. Call it only inside the queue of the room. */
export function createLooking({ store }: Context, { standing, telling, audience, attendance }: Parts) {
  async function comeIn(member: Member, updates: Updates | undefined): Promise<void> {
    await attendance.enter(member);
    audience.setUpdates(member, updates);
  }

  return {
    async watch(member: Member, updates?: Updates): Promise<Answer> {
      if (audience.isFenced(member)) return refuse('fenced');
      await standing.freshen();
      const fault = audience.has(member) ? null : await watchFault(store, standing.room(), member.user.id);
      if (fault) return fault;
      await comeIn(member, updates);
      return telling.answer('state');
    },

    async state(member: Member, { since, updates }: Asked): Promise<Answer> {
      const isWatching = audience.has(member);
      const asker = { userId: member.user.id, method: 'room.state', isWatching } as const;
      const fault = accessFault(standing.room(), asker);
      if (fault) return fault;
      if (audience.isFenced(member)) return refuse('fenced');
      await standing.freshen();
      await comeIn(member, updates);
      const { version } = standing.room();
      const missed = since === undefined ? undefined : standing.recent.since(since, version);
      const tail = missed ? `,"events":${JSON.stringify(missed)}` : '';
      return { json: `{"version":${version},"state":${telling.encodedState()}${tail}}` };
    },
  };
}
