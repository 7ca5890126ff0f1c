import { Option } from 'commander';
import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { clientOptions } from '../../options/settings.ts';

const { options: say, summaries } = words.commands;

/** `whist account …`: what can be done with an account as a whole. */
export const account: CommandFamily = {
  name: 'account',
  summary: summaries.account.family,
  options: clientOptions,
  standard: null,
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'delete',
      summary: summaries.account.delete,
      options: [new Option('--password-file <file>', say.passwordFile), new Option('--yes', say.yes)],
      load: async () => (await import('./delete.ts')).deleteAccount,
    },
  ],
};
