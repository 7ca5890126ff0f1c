import { refuse, type OpenSession, type Params, type Profile, type Refused } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { DoneOnce } from './commands.ts';
import { normalizedEmail } from './email.ts';
import type { Identity } from './entering.ts';
import { reservedFault } from './reserved.ts';
import { passwordFault, type ChangeOptions } from './password-fault.ts';

/** The account of a user, as they see and change it themselves. */
export function createProfiles(options: ChangeOptions) {
  const { store, commands, users } = options;

  /** Why the password does not allow the change, or null. A user name or an address needs it. */
  async function faultOf(
    identity: Identity,
    { password, email, username }: Params<'account.update'>,
  ): Promise<Refused | null> {
    if (password === undefined) {
      if (email === undefined && username === undefined) return null;
      return refuse('invalid_params', { message: wireWords.explanations.passwordNeeded });
    }
    return passwordFault(options, identity, password);
  }

  return {
    get: (userId: string): Promise<Profile> => store.profile(userId),

    /** Other sockets of the user get the new names. */
    async update(identity: Identity, params: Params<'account.update'>): Promise<DoneOnce<Profile> | Refused> {
      const { userId } = identity;
      const { password: _, commandId, ...changes } = params;
      const command = { senderId: userId, commandId, method: 'account.update' } as const;
      // A command that is sent again has the answer of the first time, also if the user name was changed by it.
      const before = await commands.find(command);
      const fault = before ? null : (reservedFault(params) ?? (await faultOf(identity, params)));
      if (fault) return fault;
      const email = params.email === undefined ? undefined : normalizedEmail(params.email);
      if (email !== undefined && Array.from(email).length > 255) return refuse('invalid_params');
      try {
        const outcome = await commands.once(command, async () => ({
          result: await store.update(userId, { ...changes, email }),
        }));
        if ('result' in outcome && outcome.isFirst) users.tell(userId, { user: outcome.result.user });
        return outcome;
      } catch (error) {
        const taken = store.takenBy(error);
        if (taken) return refuse(taken);
        throw error;
      }
    },

    async sessions({ userId, sessionId }: Identity): Promise<{ sessions: OpenSession[] }> {
      const sessions = await store.sessionsOf(userId);
      return { sessions: sessions.map((one) => ({ ...one, current: one.id === sessionId })) };
    },
  };
}
