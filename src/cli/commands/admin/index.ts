import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { bothOptions } from '../../options/settings.ts';

const say = words.commands.summaries.admin;

/** `whist admin …`: for the operator of a server. */
export const admin: CommandFamily = {
  name: 'admin',
  summary: say.family,
  options: bothOptions,
  standard: null,
  unknownReason: 'bad_action',
  subcommands: [
    {
      name: 'broadcast',
      arguments: '<message>',
      summary: say.broadcast,
      load: async () => (await import('./broadcast.ts')).broadcastCommand,
    },
  ],
};
