import { refusal } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure, refusedBy } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';

const say = words.profile;

/** `whist sessions end SESSION`: the beginning of the id is enough, if only one session has it. */
export const endSession: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { sessions } = await call('account.sessions', {});
    const found = sessions.filter(({ id }) => id.startsWith(text.toLowerCase()));
    const [session] = found;
    if (!session) throw refusedBy(refusal('session_not_found'));
    if (found.length > 1) throw new Failure(exitCodes.usage, 'ambiguous', say.severalSessions(text));
    await call('account.endSession', { sessionId: session.id });
    if (json) writeJson({ ended: session.id });
    else note(say.sessionEnded(session.terminal ?? session.id));
  });
  return exitCodes.ok;
};
