import type { Group } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';
import type { Client } from '../../session/connect.ts';

const say = words.output.group;

/**
 * The group that a person means: by its id, or by its name among their groups, in capital or small letters.
 */
export async function findGroup(call: Client['call'], text: string): Promise<Group> {
  const { groups } = await call('group.list', {});
  const called = (name: string) => name.toLowerCase() === text.normalize('NFC').trim().toLowerCase();
  const found = groups.filter(({ groupId, name }) => groupId === text.toLowerCase() || called(name));
  const [group] = found;
  if (!group) throw new Failure(exitCodes.badInput, 'group_not_found', say.notFound(text));
  if (found.length > 1) {
    const ids = found.map(({ groupId }) => groupId);
    throw new Failure(exitCodes.badInput, 'group_ambiguous', say.ambiguous(text, ids));
  }
  return group;
}

/** The `groupId` for `--group`; empty if the option is not given. */
export async function groupParam(
  call: Client['call'],
  { group }: Readonly<Record<string, unknown>>,
): Promise<{ groupId?: string }> {
  return typeof group === 'string' ? { groupId: (await findGroup(call, group)).groupId } : {};
}
