import { Command, Help, Option } from 'commander';
import { settings } from '../config/settings.ts';
import { words } from '../words/index.ts';
import { isFamily, type CommandFamily, type CommandSpec, type LeafCommand } from './command.ts';
import { sections } from './commands/registry.ts';
import { exitCodes, Failure } from './exit.ts';
import { chosenConfig } from './looks.ts';
import { inWords } from './mistakes.ts';
import { chooseReaders } from './names.ts';
import { put } from './output.ts';

const say = words.commands;

/** Makes the command line from the registry. */
export function createProgram(version: string): Command {
  const program = new Command('whist')
    .description(say.program)
    .version(version, '-V, --version', say.version)
    .helpOption('-h, --help', say.help)
    // It may come before the name of a command too, and the help of the program follows it.
    .addOption(new Option(settings.language.flag, settings.language.description))
    .helpCommand(false)
    .configureHelp({ subcommandTerm: termOf, styleTitle: titleOf, optionDescription: aboutOption })
    .configureOutput({
      writeOut: (text) => put(process.stdout, text),
      writeErr: (text) => put(process.stderr, text),
      outputError: (text, writeErr) => writeErr(inWords(text)),
    })
    .showHelpAfterError(say.seeHelp)
    .exitOverride();
  for (const { heading, commands } of sections)
    for (const command of commands) add(program, command).helpGroup(`${heading}:`);
  program
    .command('help [command...]')
    .description(say.helpCommand)
    .helpGroup(`${say.headings.help}:`)
    .action((path: readonly string[]) => helpOf(program, path));
  return program;
}

function add(parent: Command, spec: CommandSpec): Command {
  const command = parent.command(spec.name, { hidden: !isFamily(spec) && spec.isHidden === true });
  command.description(spec.summary);
  const standard = isFamily(spec) ? spec.subcommands.find(({ name }) => name === spec.standard) : undefined;
  for (const option of [...(spec.options ?? []), ...(standard?.options ?? [])]) command.addOption(option);
  command.option('--json', say.json);
  return isFamily(spec) ? addFamily(command, spec) : addLeaf(command, spec);
}

function addLeaf(command: Command, spec: LeafCommand): Command {
  if (spec.arguments) command.arguments(spec.arguments);
  return tellUsage(command).action(() => run(command, spec));
}

/**
 * Adds a family. It takes the options of its subcommands too, because they may come before the name of one.
 */
function addFamily(command: Command, family: CommandFamily): Command {
  const { options, subcommands, standard, unknownReason } = family;
  tellUsage(command.usage(`[options] ${standard === null ? '<command>' : '[command]'}`));
  for (const leaf of subcommands)
    add(command, { ...leaf, options: [...options, ...(leaf.options ?? [])] }).helpGroup('');
  const names = subcommands.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  const usual = subcommands.find(({ name }) => name === standard);
  // An extra argument is an unknown subcommand. The message here is better than that of the library.
  return command.allowExcessArguments().action(() => {
    const [unknown] = command.args;
    if (unknown !== undefined)
      throw new Failure(
        exitCodes.usage,
        unknownReason,
        say.noSubcommand(`${pathOf(command)} ${unknown}`, names),
      );
    if (!usual) return command.error(`error: ${say.nameOneOf(names)}`);
    return run(command, usual);
  });
}

async function run(command: Command, { load, isForPrograms }: LeafCommand): Promise<void> {
  const options = command.optsWithGlobals<Record<string, unknown>>();
  const config = chosenConfig(options);
  const start = await load();
  const context = { config, json: options['json'] === true, options };
  chooseReaders(context.json || isForPrograms ? 'programs' : 'people');
  process.exitCode = await start(context, ...command.args);
}

/** After a mistake the command shows its usage. */
function tellUsage(command: Command): Command {
  const path = pathOf(command);
  return command.showHelpAfterError(say.usage(`whist ${path} ${command.usage()}`, path));
}

/** `group add` */
function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}

/** `join <code>`, `group [command]` */
function termOf(command: Command): string {
  const usage = command.usage().replace('[options]', '').trim();
  return `${command.name()} ${usage}`.trim();
}

/** The titles of the library in the language of this terminal; the others are so already. */
function titleOf(title: string): string {
  const { usage, options, commands } = say.parts;
  return { 'Usage:': usage, 'Options:': options, 'Commands:': commands }[title] ?? title;
}

function aboutOption(this: Help, option: Option): string {
  const { choices, standard } = say.parts;
  return Help.prototype.optionDescription
    .call(this, option)
    .replace('(choices: ', `(${choices}: `)
    .replace('(default: ', `(${standard}: `);
}

function helpOf(program: Command, path: readonly string[]): never {
  let command = program;
  for (const name of path) {
    const next = command.commands.find((one) => one.name() === name);
    if (!next) return program.help({ error: true });
    command = next;
  }
  return command.help();
}
