import { Option } from 'commander';
import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { clientOptions, databaseOptions } from '../../options/settings.ts';

const say = words.commands.summaries.group;

/** `whist group …`: groups and their members. A group is named by its name or its id. */
export const group: CommandFamily = {
  name: 'group',
  summary: say.family,
  options: clientOptions,
  standard: 'list',
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'list',
      summary: say.list,
      options: databaseOptions,
      load: async () => (await import('./list.ts')).listGroups,
    },
    {
      name: 'show',
      arguments: '<group>',
      summary: say.show,
      options: databaseOptions,
      load: async () => (await import('./show.ts')).showGroup,
    },
    {
      name: 'create',
      arguments: '<name>',
      summary: say.create,
      load: async () => (await import('./create.ts')).createGroup,
    },
    {
      name: 'rename',
      arguments: '<group> <name>',
      summary: say.rename,
      load: async () => (await import('./rename.ts')).renameGroup,
    },
    {
      name: 'describe',
      arguments: '<group> <text>',
      summary: say.describe,
      load: async () => (await import('./describe.ts')).describeGroup,
    },
    {
      name: 'delete',
      arguments: '<group>',
      summary: say.delete,
      options: [new Option('--yes', words.commands.options.yes)],
      load: async () => (await import('./delete.ts')).deleteGroup,
    },
    {
      name: 'leave',
      arguments: '<group>',
      summary: say.leave,
      load: async () => (await import('./leave.ts')).leaveGroup,
    },
    {
      name: 'add',
      arguments: '<group> <user>',
      summary: say.add,
      load: async () => (await import('./add.ts')).addMember,
    },
    {
      name: 'accept',
      arguments: '<group>',
      summary: say.accept,
      load: async () => (await import('./accept.ts')).acceptInvitation,
    },
    {
      name: 'decline',
      arguments: '<group>',
      summary: say.decline,
      load: async () => (await import('./decline.ts')).declineInvitation,
    },
    {
      name: 'remove',
      arguments: '<group> <user>',
      summary: say.remove,
      load: async () => (await import('./remove.ts')).removeMember,
    },
    {
      name: 'transfer',
      arguments: '<group> <user>',
      summary: say.transfer,
      load: async () => (await import('./transfer.ts')).transferGroup,
    },
  ],
};
