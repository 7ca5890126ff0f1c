import { loadConfig, type Config } from '../config/load.ts';
import type { RoomLine } from '../protocol/index.ts';
import type { MenuItem } from '../tui/index.ts';
import { words } from '../words/index.ts';
import { keepAsTyped } from '../words/plain.ts';
import { exitCodes, Failure } from './exit.ts';
import { chooseLooks } from './looks.ts';
import { note } from './output.ts';
import { withClient, withReader, type Client } from './session/connect.ts';
import { createIdentities, isDevice } from './session/identity.ts';
import { answerOr } from './session/prompt.ts';
import { isDoubtful } from './session/reach.ts';
import { endTyping } from './session/typed-lines.ts';

const say = words.pages.start;

/** Runs a command line, without `whist` in front. */
type RunCommand = (words: readonly string[]) => Promise<unknown>;

interface Started {
  readonly runCommand: RunCommand;
  /** The flags that say how the start screen looks, as settings and as they were typed. */
  readonly looks: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
}

/** The start screen: each choice is a command that can be typed too. It looks like the screens after it. */
export async function chooseCommand({ runCommand: run, looks, args }: Started): Promise<void> {
  const config = configWith(looks);
  chooseLooks(config);
  const runCommand: RunCommand = (command) => run(command[0] === 'help' ? command : [...command, ...args]);
  const choice = await choose(config, say.title, [
    item('goOn', say.goOn),
    item('play', say.play),
    item('create', say.create),
    item('join', say.join),
    item('stats', say.stats),
    item('demo', say.demo),
    item('help', say.help),
  ]);
  if (choice === null) return;
  const command =
    choice === 'goOn' ? await openGame(config) : choice === 'join' ? await roomToJoin() : [choice];
  if (!command) return;
  if (choice === 'join' || choice === 'create') {
    const entry = await entryNeeded(command, looks);
    if (entry === null) return;
    for (const one of entry) await show(runCommand, one);
  }
  await show(runCommand, command);
}

function configWith(flags: Readonly<Record<string, unknown>>): Config {
  const config = loadConfig({ flags });
  if ('error' in config) throw new Failure(exitCodes.usage, 'bad_setting', config.error);
  return config.ok;
}

const item = <T>(value: T, [label, about]: readonly [string, string]): MenuItem<T> => ({
  value,
  label,
  about,
});

async function choose<T>(
  { noColor, screenReader }: Config,
  title: string,
  items: readonly MenuItem<T>[],
): Promise<T | null> {
  const { runMenu } = await import('../tui/index.ts');
  await endTyping();
  return runMenu({ title, items, noColor, isRead: screenReader });
}

/** Shows the command, so that the person can type it the next time, and runs it. */
async function show(runCommand: RunCommand, command: readonly string[]): Promise<void> {
  note(`$ whist ${command.join(' ')}`);
  await runCommand(command);
}

/** The command that goes on with a game of this person; null if there is none, or none is chosen. */
async function openGame(config: Config): Promise<readonly string[] | null> {
  const { rooms, command } = await openRooms(config);
  const [only] = rooms;
  if (!only) {
    note(say.noGame);
    return null;
  }
  if (rooms.length === 1) return [command, only.code];
  for (const name of rooms.flatMap(({ players }) => players)) keepAsTyped(name);
  const items = rooms.map(({ code, players }) => item(code, [code, players.join(', ')]));
  const code = await choose(config, say.whichGame, items);
  return code === null ? null : [command, code];
}

interface OpenRooms {
  readonly rooms: readonly RoomLine[];
  readonly command: 'join' | 'play';
}

/** The rooms of this person. Without a server they are games of `whist play`. */
async function openRooms(config: Config): Promise<OpenRooms> {
  const ask = async ({ call, user }: Client): Promise<OpenRooms> => ({
    ...(await call('room.list', {})),
    command: isDevice(user) ? 'play' : 'join',
  });
  try {
    return await withClient(config, ask);
  } catch (error) {
    if (!(error instanceof Failure) || isDoubtful(error)) throw error;
    const none: OpenRooms = { rooms: [], command: 'play' };
    if (error.reason !== 'server_not_reached') return none;
    return withReader(config, ask).then(
      ({ rooms }) => ({ rooms, command: 'play' }),
      () => none,
    );
  }
}

/** `join ABC123 --server …`, from a code or from the line that a room shows. */
async function roomToJoin(): Promise<readonly string[]> {
  const wordsOf = (answer: string) => answer.replace(/^(\$ *)?(npx +)?whist +join +/i, '').split(/ +/);
  const answer = await answerOr(undefined, {
    flag: 'CODE',
    question: say.askRoom,
    check: (text) => (/^[0-9A-Z]{6}$/i.test(wordsOf(text)[0] ?? '') ? null : say.noCode),
  });
  return ['join', ...wordsOf(answer)];
}

/** The commands by which somebody without a login on this server gets one; null if they do not want to. */
async function entryNeeded(
  command: readonly string[],
  looks: Started['looks'],
): Promise<readonly (readonly string[])[] | null> {
  const at = command.indexOf('--server');
  const flags = at < 0 ? [] : command.slice(at, at + 2);
  const config = configWith({ ...looks, ...(at >= 0 && { server: flags[1] }) });
  const kept = await createIdentities(config.configDir).load(config.server);
  if (kept && !isDevice(kept.user)) return [];
  const choice = await choose(config, say.whoAreYou, [
    item('register', say.register),
    item('login', say.login),
  ]);
  return choice === null ? null : [[choice, ...flags]];
}
