import type { Params, Preferences } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import type { Context, Run } from '../../command.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { profileText } from '../../render/profile.ts';
import { withClient } from '../../session/connect.ts';
import { keepPreferences } from '../../session/preferences.ts';
import { passwordOr } from '../../session/prompt.ts';

const say = words.profile;

/** `whist profile set --display-name … --theme dark --language he`: changes what is named, and nothing else. */
export const setProfile: Run = async ({ config, json, options }) => {
  const changes = changesOf(options);
  if (Object.keys(changes).length === 0)
    throw new Failure(exitCodes.usage, 'nothing_given', say.nothingGiven);
  const needsPassword = changes.email !== undefined || changes.username !== undefined;
  const profile = await withClient(config, async ({ call }) => {
    const password = needsPassword ? await passwordOr(options['passwordFile']) : undefined;
    return call('account.update', { ...changes, ...(password !== undefined && { password }) });
  });
  await keepPreferences(config, profile.preferences);
  if (json) writeJson(profile);
  else write(profileText(profile));
  return exitCodes.ok;
};

/** The empty text as an address of a picture means none. */
function changesOf(options: Context['options']): Params<'account.update'> {
  const { displayName, avatarUrl, email, username, theme, language, visible } = options as Readonly<
    Record<string, string | undefined>
  >;
  const notifications = wishesOf(options);
  const preferences = {
    ...(theme && { theme }),
    ...(language && { language }),
    ...(visible && { visible }),
    ...(Object.keys(notifications).length > 0 && { notifications }),
  } as Preferences;
  return {
    ...(displayName !== undefined && { displayName }),
    ...(avatarUrl !== undefined && { avatarUrl: avatarUrl === '' ? null : avatarUrl }),
    ...(email !== undefined && { email }),
    ...(username !== undefined && { username }),
    ...(Object.keys(preferences).length > 0 && { preferences }),
  };
}

/** The wishes about notices. */
function wishesOf(options: Context['options']) {
  const { notify, notifyGameOver, notifyClaims } = options;
  return {
    ...(notify !== undefined && { yourTurn: notify }),
    ...(notifyGameOver !== undefined && { gameOver: notifyGameOver }),
    ...(notifyClaims !== undefined && { claims: notifyClaims }),
  };
}
