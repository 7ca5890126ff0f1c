import { words } from '../../words/index.ts';
import type { Client } from '../session/connect.ts';
import type { Candidate, Source } from './expected.ts';

type Call = Client['call'];
type Ask = (call: Call, own: string) => Promise<readonly Candidate[]>;

const say = words.hosting.completion;

/** The words of each kind that the server knows. */
export const askServer: Readonly<Record<Exclude<Source, 'file' | 'method'>, Ask>> = {
  async code(call) {
    const { rooms } = await call('room.list', {});
    return rooms.map(({ code, players, status }) => ({ value: code, about: listed(status, players) }));
  },
  async game(call) {
    const { games } = await call('stats.history', {});
    return games.map(({ code, endedAt, players }) => ({
      value: code,
      about: listed(
        endedAt.slice(0, 10),
        players.map(({ displayName }) => displayName),
      ),
    }));
  },
  async user(call, own) {
    const { opponents } = await call('stats.opponents', {});
    const others = opponents.filter(({ guest }) => !guest);
    return [
      { value: own, about: say.you },
      ...others.map(({ username, displayName }) => ({ value: username, about: displayName })),
    ];
  },
  async group(call) {
    const { groups } = await call('group.list', {});
    return groups.map(({ name, members }) => ({ value: name, about: say.members(members.length) }));
  },
  async claim(call) {
    const { asked, toDecide } = await call('claim.list', {});
    return [...toDecide, ...asked].map(({ claimId, claimant, claimed }) => ({
      value: claimId,
      about: say.claim(claimant.displayName, claimed.displayName),
    }));
  },
};

function listed(first: string, players: readonly string[]): string {
  return [first.replace('_', ' '), ...players].join(', ');
}
