import { words } from '../../words/index.ts';
import type { CommandFamily } from '../command.ts';
import { clientOptions } from '../options/settings.ts';

const say = words.commands.summaries.completion;

/** `whist completion …`: the tab key in a shell. */
export const completion: CommandFamily = {
  name: 'completion',
  summary: say.family,
  options: clientOptions,
  standard: null,
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'bash',
      summary: say.bash,
      load: async () => (await import('./scripts.ts')).printScript('bash'),
    },
    {
      name: 'zsh',
      summary: say.zsh,
      load: async () => (await import('./scripts.ts')).printScript('zsh'),
    },
    {
      name: 'fish',
      summary: say.fish,
      load: async () => (await import('./scripts.ts')).printScript('fish'),
    },
    {
      name: 'words',
      arguments: '[words...]',
      isForPrograms: true,
      isHidden: true,
      summary: say.words,
      load: async () => (await import('./completion.ts')).wordsCommand,
    },
  ],
};
