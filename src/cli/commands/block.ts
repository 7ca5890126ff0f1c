import { foldedName, type Result } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, write, writeJson } from '../output.ts';
import { withClient, type Client } from '../session/connect.ts';

const say = words.output.block;

/** `whist block [USER|GROUP]`: blocks a user or a group, or lists those that are blocked. */
export const blockCommand: Run = async ({ config, json }, name) => {
  await withClient(config, async ({ call }) => {
    if (name === undefined) {
      const blocks = await call('account.blocks', {});
      if (json) writeJson(blocks);
      else write(blockList(blocks));
      return;
    }
    await change(call, 'account.block', name);
    if (json) writeJson({});
    else note(say.blocked(name));
  });
  return exitCodes.ok;
};

/** `whist unblock USER|GROUP` */
export const unblockCommand: Run = async ({ config, json }, name = '') => {
  await withClient(config, async ({ call }) => {
    await change(call, 'account.unblock', name);
    if (json) writeJson({});
    else note(say.unblocked(name));
  });
  return exitCodes.ok;
};

/** A name means a user, if there is one; else a group among those that this person knows. */
async function change(
  call: Client['call'],
  method: 'account.block' | 'account.unblock',
  name: string,
): Promise<void> {
  const groupId = await groupNamed(call, name);
  try {
    await call(method, { username: name });
  } catch (error) {
    if (!(error instanceof Failure) || !unknown.has(error.reason)) throw error;
    if (groupId === undefined) throw new Failure(exitCodes.badInput, 'user_not_found', say.notFound(name));
    await call(method, { groupId });
  }
}

/** No user has this name, or could have it. */
const unknown: ReadonlySet<string> = new Set(['user_not_found', 'invalid_params']);

async function groupNamed(call: Client['call'], name: string): Promise<string | undefined> {
  const { groups, invitations } = await call('group.list', {});
  const blocks = await call('account.blocks', {});
  const known = [...groups, ...invitations, ...blocks.groups];
  return known.find((one) => one.groupId === name.toLowerCase() || foldedName(one.name) === foldedName(name))
    ?.groupId;
}

function blockList({ users, groups }: Result<'account.blocks'>): string {
  const lines = [
    ...users.map((user) => words.output.person({ ...user, guest: false })),
    ...groups.map((group) => `${say.group(group.name)} (${group.groupId})`),
  ];
  return lines.length === 0 ? say.none : lines.join('\n');
}
