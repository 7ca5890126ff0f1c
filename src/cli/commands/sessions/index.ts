import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { clientOptions, databaseOptions } from '../../options/settings.ts';

const say = words.commands.summaries.sessions;

/** `whist sessions …`: the terminals on which this person is logged in. */
export const sessions: CommandFamily = {
  name: 'sessions',
  summary: say.family,
  options: clientOptions,
  standard: 'list',
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'list',
      summary: say.list,
      options: databaseOptions,
      load: async () => (await import('./list.ts')).listSessions,
    },
    {
      name: 'end',
      arguments: '<session>',
      summary: say.end,
      load: async () => (await import('./end.ts')).endSession,
    },
  ],
};
