import { Option } from 'commander';
import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { clientOptions, databaseOptions } from '../../options/settings.ts';

const say = words.commands.summaries.claim;

/** `whist claim …`: games of a guest, or of a second account, become those of an account. */
export const claim: CommandFamily = {
  name: 'claim',
  summary: say.family,
  options: clientOptions,
  standard: 'list',
  unknownReason: 'usage',
  subcommands: [
    {
      name: 'list',
      summary: say.list,
      options: databaseOptions,
      load: async () => (await import('./list.ts')).listClaims,
    },
    {
      name: 'guest',
      arguments: '<game> <name>',
      summary: say.guest,
      load: async () => (await import('./guest.ts')).claimGuest,
    },
    {
      name: 'account',
      arguments: '<user>',
      summary: say.account,
      load: async () => (await import('./account.ts')).claimAccount,
    },
    {
      name: 'offer',
      arguments: '<game> <name> <user>',
      summary: say.offer,
      load: async () => (await import('./offer.ts')).offerGames,
    },
    {
      name: 'disown',
      arguments: '<game>',
      summary: say.disown,
      load: async () => (await import('./disown.ts')).disownGame,
    },
    {
      name: 'approve',
      arguments: '<claim>',
      summary: say.approve,
      options: [new Option('--games <number>', words.commands.options.claimGames)],
      load: async () => (await import('./approve.ts')).approveClaim,
    },
    {
      name: 'drop',
      arguments: '<claim>',
      summary: say.drop,
      load: async () => (await import('./drop.ts')).dropClaim,
    },
  ],
};
