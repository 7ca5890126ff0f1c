import { setTimeout as pause } from 'node:timers/promises';
import { methods } from '../../protocol/index.ts';
import type { Config } from '../../config/load.ts';
import { actions as claimActions } from '../commands/claim.ts';
import { withClient, type Client } from '../session/connect.ts';
import { scripts, type Shell } from './scripts.ts';
import { exitCodes, Failure } from '../exit.ts';
import { expectedAfter, type Candidate, type Expected, type Source } from './expected.ts';
import { actions as groupActions } from '../commands/group.ts';
import type { Run } from '../main.ts';
import { write } from '../output.ts';

/** Who waits for a key does not wait for a server for longer. */
const patience = 2_000; // ms

/**
 * `whist completion bash|zsh|fish`: the script that completes command lines in a shell. It asks `whist completion words
 * -- WORD…`, which writes what the last word can become, one a line with what it means after a tab, or `:files`.
 */
export const completionCommand: Run = async ({ config }, shell = '', ...words) => {
  if (shell === 'words') {
    for (const line of await completionsOf(config, words)) write(line);
    return exitCodes.ok;
  }
  if (!Object.hasOwn(scripts, shell))
    throw new Failure(
      exitCodes.usage,
      'usage',
      `There is no completion for ${shell}; there is one for ${Object.keys(scripts).join(', ')}.`,
    );
  write(scripts[shell as Shell]);
  return exitCodes.ok;
};

/** What the last of these words can become, each with what it means after a tab; `:files` where it is a file. */
export async function completionsOf(config: Config, words: readonly string[]): Promise<string[]> {
  const expected = expectedAfter(words);
  const { source, typed, prefix } = expected;
  if (source === 'file') return [':files'];
  const found = [...expected.words, ...(source ? await asked(source, expected, config) : [])];
  const lower = typed.toLowerCase();
  return found
    .filter(({ value }) => value.toLowerCase().startsWith(lower))
    .map(({ value, about }) => `${prefix}${value}\t${about.replace(/\s+/g, ' ')}`);
}

/** What has to be asked for, but for files, which the shell knows. */
type Asked = Exclude<Source, 'file'>;

/** What is asked for: an action of a command, a method, or something that the server knows. */
async function asked(source: Asked, expected: Expected, config: Config): Promise<readonly Candidate[]> {
  if (source === 'method')
    return Object.entries(methods).map(([value, { summary }]) => ({ value, about: summary }));
  if (source === 'action') {
    const about = '';
    const [names, next] = actionsAt(expected);
    return next ? asked(next, expected, config) : names.map((value) => ({ value, about }));
  }
  if (source === 'group' && expected.command === 'group' && /^(list|create)$/.test(expected.args[0] ?? ''))
    return [];
  // Who is not logged in, or has no server, has nothing to choose from.
  const fromServer = withClient(config, ({ call, user }) => askServer[source](call, user.username)).catch(
    () => [],
  );
  return Promise.race([fromServer, pause(patience, [], { ref: false })]);
}

const claimed: Readonly<Record<string, Exclude<Asked, 'action'>>> = {
  guest: 'id',
  account: 'user',
  approve: 'claim',
  drop: 'claim',
};

/** The actions of a command, or what the argument after an action is. */
function actionsAt({ command, args }: Expected): [readonly string[], Exclude<Asked, 'action'> | null] {
  const [action = ''] = args;
  if (args.length === 0) {
    if (command === 'group') return [Object.keys(groupActions), null];
    if (command === 'claim') return [Object.keys(claimActions), null];
    if (command === 'admin') return [['broadcast'], null];
    return [[], null];
  }
  if (command === 'group') return [[], /^(add|remove|transfer)$/.test(action) ? 'user' : null];
  if (command === 'claim' && args.length === 1) return [[], claimed[action] ?? null];
  return [[], null];
}

type Call = Client['call'];

const askServer = {
  async code(call: Call) {
    const { rooms } = await call('room.list', {});
    return rooms.map(({ code, players, status }) => ({ value: code, about: about(status, players) }));
  },
  async id(call: Call) {
    const { games } = await call('stats.history', {});
    return games.map(({ code, endedAt, players }) => ({
      value: code,
      about: about(
        endedAt.slice(0, 10),
        players.map(({ displayName }) => displayName),
      ),
    }));
  },
  async user(call: Call, own: string) {
    const { opponents } = await call('stats.opponents', {});
    const others = opponents.filter(({ guest }) => !guest);
    return [
      { value: own, about: 'you' },
      ...others.map(({ username, displayName }) => ({ value: username, about: displayName })),
    ];
  },
  async group(call: Call) {
    const { groups } = await call('group.list', {});
    return groups.map(({ name, members }) => ({ value: name, about: `${members.length} members` }));
  },
  async claim(call: Call) {
    const { asked: mine, toDecide } = await call('claim.list', {});
    return [...toDecide, ...mine].map(({ claimId, claimant, claimed: was }) => ({
      value: claimId,
      about: `${claimant.displayName} as ${was.displayName}`,
    }));
  },
} satisfies Record<string, (call: Call, own: string) => Promise<readonly Candidate[]>>;

function about(first: string, players: readonly string[]): string {
  return [first.replace('_', ' '), ...players].join(', ');
}
