import { Option } from 'commander';
import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { operatorOptions } from '../../options/settings.ts';

const { options: about, summaries } = words.commands;
const say = summaries.admin;

const pageOptions = [
  new Option('--limit <number>', about.pageLimit),
  new Option('--cursor <cursor>', about.cursor),
];

/** `whist admin …`: for the operator of a server. */
export const admin: CommandFamily = {
  name: 'admin',
  summary: say.family,
  options: operatorOptions,
  standard: null,
  unknownReason: 'bad_action',
  subcommands: [
    {
      name: 'users',
      arguments: '[query]',
      summary: say.users,
      options: [
        new Option('--inactive-since <day>', about.inactiveSince),
        new Option('--disabled', about.disabled),
        ...pageOptions,
      ],
      load: async () => (await import('./users.ts')).usersCommand,
    },
    {
      name: 'user',
      arguments: '<user>',
      summary: say.user,
      load: async () => (await import('./user.ts')).userCommand,
    },
    {
      name: 'disable',
      arguments: '<user>',
      summary: say.disable,
      load: async () => (await import('./switch.ts')).disableCommand,
    },
    {
      name: 'enable',
      arguments: '<user>',
      summary: say.enable,
      load: async () => (await import('./switch.ts')).enableCommand,
    },
    {
      name: 'reset-password',
      arguments: '<user>',
      summary: say.resetPassword,
      load: async () => (await import('./reset-password.ts')).resetPasswordCommand,
    },
    {
      name: 'rename',
      arguments: '<user> <new>',
      summary: say.rename,
      load: async () => (await import('./rename.ts')).renameCommand,
    },
    {
      name: 'broadcast',
      arguments: '<message>',
      summary: say.broadcast,
      load: async () => (await import('./broadcast.ts')).broadcastCommand,
    },
    {
      name: 'rooms',
      summary: say.rooms,
      options: pageOptions,
      load: async () => (await import('./rooms.ts')).roomsCommand,
    },
    {
      name: 'close',
      arguments: '<code>',
      summary: say.close,
      load: async () => (await import('./close.ts')).closeCommand,
    },
    {
      name: 'prune',
      summary: say.prune,
      options: [new Option('--empty-rooms-older-than <days>', about.emptyRoomsOlderThan)],
      load: async () => (await import('./prune.ts')).pruneCommand,
    },
    {
      name: 'log',
      summary: say.log,
      options: pageOptions,
      load: async () => (await import('./log.ts')).logCommand,
    },
    {
      name: 'token',
      summary: say.token,
      load: async () => (await import('./token.ts')).tokenCommand,
    },
  ],
};
