import { Option } from 'commander';
import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { clientOptions, databaseOptions } from '../../options/settings.ts';

const { options: say, summaries } = words.commands;

/** `whist profile …`: the account of the person who is logged in. */
export const profile: CommandFamily = {
  name: 'profile',
  summary: summaries.profile.family,
  options: clientOptions,
  standard: 'show',
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'show',
      summary: summaries.profile.show,
      options: databaseOptions,
      load: async () => (await import('./show.ts')).showProfile,
    },
    {
      name: 'set',
      summary: summaries.profile.set,
      options: [
        new Option('--display-name <name>', say.displayName),
        new Option('--avatar-url <url>', say.avatarUrl),
        new Option('--visible <who>', say.visible).choices(['everybody', 'played', 'nobody']),
        new Option('--notify <how>', say.notify).choices(['bell', 'title', 'both', 'off']),
        new Option('--notify-game-over <on|off>', say.notifyGameOver).choices(['on', 'off']),
        new Option('--notify-claims <on|off>', say.notifyClaims).choices(['on', 'off']),
        new Option('--email <address>', say.email),
        new Option('--username <name>', say.username),
        new Option('--password-file <file>', say.passwordFile),
      ],
      load: async () => (await import('./set.ts')).setProfile,
    },
  ],
};
