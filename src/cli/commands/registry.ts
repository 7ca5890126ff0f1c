import { Option } from 'commander';
import { words } from '../../words/index.ts';
import type { CommandSection } from '../command.ts';
import { ruleOptions } from '../options/rules.ts';
import {
  bothOptions,
  clientOptions,
  eitherOptions,
  lookOptions,
  serverOptions,
  storageOptions,
} from '../options/settings.ts';
import { account } from './account/index.ts';
import { admin } from './admin/index.ts';
import { claim } from './claim/index.ts';
import { completion } from '../completion/index.ts';
import { group } from './group/index.ts';
import { migrate } from './migrate/index.ts';
import { profile } from './profile/index.ts';
import { sessions } from './sessions/index.ts';

const { headings, options: say, summaries } = words.commands;

const passwordFile = new Option('--password-file <file>', say.passwordFile);
const sheetFormat = new Option('--format <format>', say.format).choices(['json', 'ndjson', 'csv']);

/**
 * All commands. The command line, its help, the completion, the man page and the page of commands use this
 * table.
 */
export const sections: readonly CommandSection[] = [
  {
    heading: headings.account,
    commands: [
      {
        name: 'register',
        summary: summaries.register,
        options: [
          ...clientOptions,
          new Option('--username <name>', say.username),
          new Option('--email <address>', say.email),
          new Option('--display-name <name>', say.displayName),
          passwordFile,
        ],
        load: async () => (await import('./register.ts')).registerCommand,
      },
      {
        name: 'login',
        summary: summaries.login,
        options: [...clientOptions, new Option('--login <name>', say.login), passwordFile],
        load: async () => (await import('./login.ts')).loginCommand,
      },
      {
        name: 'logout',
        summary: summaries.logout,
        options: clientOptions,
        load: async () => (await import('./logout.ts')).logoutCommand,
      },
      {
        name: 'forget',
        summary: summaries.forget,
        options: clientOptions,
        load: async () => (await import('./forget.ts')).forgetCommand,
      },
      {
        name: 'password',
        summary: summaries.password,
        options: [
          ...clientOptions,
          passwordFile,
          new Option('--new-password-file <file>', say.newPasswordFile),
          new Option('--code <code>', say.resetCode).conflicts('passwordFile'),
          new Option('--username <name>', say.resetUsername),
        ],
        load: async () => (await import('./password.ts')).passwordCommand,
      },
      profile,
      sessions,
      account,
      {
        name: 'notices',
        summary: summaries.notices,
        options: [...clientOptions, new Option('--all', say.allNotices)],
        load: async () => (await import('./notices.ts')).noticesCommand,
      },
      {
        name: 'block',
        arguments: '[user]',
        summary: summaries.block,
        options: clientOptions,
        load: async () => (await import('./block.ts')).blockCommand,
      },
      {
        name: 'unblock',
        arguments: '<user>',
        summary: summaries.unblock,
        options: clientOptions,
        load: async () => (await import('./block.ts')).unblockCommand,
      },
      {
        name: 'whoami',
        summary: summaries.whoami,
        options: eitherOptions,
        load: async () => (await import('./whoami.ts')).whoamiCommand,
      },
    ],
  },
  {
    heading: headings.table,
    commands: [
      {
        name: 'create',
        summary: summaries.create,
        options: [...clientOptions, ...ruleOptions],
        load: async () => (await import('./create.ts')).createCommand,
      },
      {
        name: 'join',
        arguments: '<code>',
        summary: summaries.join,
        options: [...clientOptions, new Option('--seat <seat>', say.seat).choices(['1', '2', '3', '4'])],
        load: async () => (await import('./join.ts')).joinCommand,
      },
      {
        name: 'watch',
        arguments: '<code>',
        summary: summaries.watch,
        options: clientOptions,
        load: async () => (await import('./watch.ts')).watchCommand,
      },
      {
        name: 'play',
        arguments: '[code]',
        summary: summaries.play,
        options: [...bothOptions, ...ruleOptions],
        load: async () => (await import('./play.ts')).playCommand,
      },
      {
        name: 'demo',
        summary: summaries.demo,
        options: [...lookOptions, new Option('--seed <number>', say.seed).default('1')],
        load: async () => (await import('./demo/demo.ts')).demoCommand,
      },
    ],
  },
  {
    heading: headings.history,
    commands: [
      {
        name: 'stats',
        arguments: '[user]',
        summary: summaries.stats,
        options: [
          ...eitherOptions,
          new Option('--by <order>', say.by).choices([
            'wins',
            'points',
            'games',
            'winRate',
            'contractRate',
            'rating',
          ]),
          new Option('--group <group>', say.boardGroup),
          new Option('--since <day>', say.since),
          new Option('--until <day>', say.until),
          new Option('--all-rules', say.allRules),
          new Option('--limit <number>', say.boardLimit),
          new Option('--offset <number>', say.offset),
        ],
        load: async () => (await import('./stats.ts')).statsCommand,
      },
      {
        name: 'history',
        arguments: '[user]',
        summary: summaries.history,
        options: [
          ...eitherOptions,
          new Option('--limit <number>', say.historyLimit),
          new Option('--before <cursor>', say.before),
        ],
        load: async () => (await import('./history.ts')).historyCommand,
      },
      {
        name: 'game',
        arguments: '<id>',
        summary: summaries.game,
        options: [...eitherOptions, new Option('--svg <file>', say.svg)],
        load: async () => (await import('./game.ts')).gameCommand,
      },
      {
        name: 'replay',
        arguments: '<id>',
        summary: summaries.replay,
        options: eitherOptions,
        load: async () => (await import('./replay.ts')).replayCommand,
      },
      group,
      claim,
      {
        name: 'import',
        arguments: '[file]',
        summary: summaries.import,
        options: [
          ...eitherOptions,
          sheetFormat,
          new Option('--encoding <name>', say.encoding),
          new Option('--group <group>', say.importGroup),
          new Option('--new-group', say.newGroup),
          new Option('--as <user>', say.as),
          new Option('--players <file>', say.players),
          new Option('--dry-run', say.dryRun),
          new Option('--replace', say.replace),
          new Option('--keep-going', say.keepGoing),
          new Option('--template <format>', say.template),
        ],
        load: async () => (await import('./import/import.ts')).importCommand,
      },
      {
        name: 'export',
        isForPrograms: true,
        summary: summaries.export,
        options: [
          ...eitherOptions,
          sheetFormat,
          new Option('--group <group>', say.exportGroup),
          new Option('-o, --output <file>', say.output),
          new Option('--no-bom', say.noBom),
        ],
        load: async () => (await import('./export.ts')).exportCommand,
      },
    ],
  },
  {
    heading: headings.hosting,
    commands: [
      {
        name: 'serve',
        summary: summaries.serve,
        options: serverOptions,
        load: async () => (await import('./serve.ts')).serveCommand,
      },
      admin,
      {
        name: 'rpc',
        isForPrograms: true,
        arguments: '<method> [json]',
        summary: summaries.rpc,
        options: clientOptions,
        load: async () => (await import('./rpc.ts')).rpcCommand,
      },
      completion,
      migrate,
      {
        name: 'backup',
        arguments: '[file]',
        summary: summaries.backup,
        options: [
          ...storageOptions,
          new Option('--to <folder>', say.backupTo),
          new Option('--every <time>', say.backupEvery),
          new Option('--keep <number>', say.backupKeep),
        ],
        load: async () => (await import('./backup.ts')).backupCommand,
      },
      {
        name: 'restore',
        arguments: '<file>',
        summary: summaries.restore,
        options: [...storageOptions, new Option('--dry-run', say.checkOnly)],
        load: async () => (await import('./restore.ts')).restoreCommand,
      },
      {
        name: 'doctor',
        summary: summaries.doctor,
        options: [...serverOptions, new Option('--repair', say.repair)],
        load: async () => (await import('./doctor.ts')).doctorCommand,
      },
    ],
  },
];
