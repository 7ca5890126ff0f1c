import type { Config } from '../../../config/load.ts';
import { foldedName, type Refusal } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure, refusedBy } from '../../exit.ts';
import { forPeople, haveNamesApart } from '../../names.ts';
import { loadArrangement, note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { createIdentities } from '../../session/identity.ts';
import { keepPreferences } from '../../session/preferences.ts';
import { answerOr, isInteractive, passwordOr } from '../../session/prompt.ts';

const say = words.profile.entering;

/** `whist account delete`: deletes the account for ever. It asks for the password and the user name, or takes `--yes`. */
export const deleteAccount: Run = async ({ config, json, options }) => {
  const isSure = options['yes'] === true;
  if (!isSure && !isInteractive())
    throw new Failure(exitCodes.usage, 'no_terminal', words.output.prompt.noTerminal('--yes'));
  // Connect first: without a login there is nothing to delete, and nobody is asked for a password.
  const { username } = await withClient(config, ({ call }) => call('auth.me', {}));
  if (!isSure) note(say.beforeDeleting);
  const password = await passwordOr(options['passwordFile'], { question: say.askPasswordNow });
  if (!isSure) await confirm(username);
  await withClient(config, async ({ connection }) => {
    const answer = await connection.call('account.delete', { password });
    if ('refused' in answer) throw await refusal(answer.refused);
  });
  await forget(config);
  if (json) writeJson({});
  else note(say.deleted(username));
  return exitCodes.ok;
};

async function confirm(username: string): Promise<void> {
  const typed = await answerOr(undefined, { flag: '--yes', question: say.askToConfirm(username) });
  if (foldedName(typed) !== foldedName(username))
    throw new Failure(exitCodes.usage, 'not_confirmed', words.output.group.nothingChanged);
}

/** Forgets the login on this machine, and the wishes that came with it. */
async function forget(config: Config): Promise<void> {
  await createIdentities(config.configDir).forget(config.server);
  await keepPreferences(config, {});
}

/** The failure; it says which groups must be handed over first, and how. */
async function refusal(refused: Refusal): Promise<Failure> {
  const failure = refusedBy(refused);
  const { groups } = refused.data ?? {};
  if (refused.reason !== 'owns_groups' || !Array.isArray(groups)) return failure;
  const owned = groups as readonly { readonly groupId: string; readonly name: string }[];
  const lines = owned.map(({ groupId, name }) => {
    // A name that a shell could read in another way is not for typing.
    const isPlain = /^[\p{L}\p{N}\p{M} _.-]+$/u.test(name);
    return say.handOver(forPeople({ name }).name, isPlain ? `"${name}"` : groupId);
  });
  if (haveNamesApart()) await loadArrangement();
  return new Failure(failure.exitCode, failure.reason, [failure.message, ...lines].join('\n'));
}
