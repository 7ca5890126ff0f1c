import { foldedName, type Group, type Invitation } from '../../../protocol/index.ts';
import { withoutIsolates } from '../../../bidi/letters.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';
import type { Client } from '../../session/connect.ts';
import { isAgreed, isInteractive } from '../../session/prompt.ts';

const say = words.output.group;

/**
 * The group that a person means: by its id, or by its name among their groups, in capital or small letters. If only
 * a name near it is there, a person is asked.
 */
export async function findGroup(call: Client['call'], text: string): Promise<Group> {
  if (isId(text)) return call('group.get', { groupId: text.toLowerCase() });
  const { groups: found } = await call('group.list', { name: withoutIsolates(text) });
  const [group] = found;
  if (!group) return nearGroup((await call('group.list', {})).groups, text);
  if (found.length > 1) throw ambiguous(say.ambiguous, text, found);
  return group;
}

/** The invitation that a person means: by the id or by the name of the group. */
export async function findInvitation(call: Client['call'], text: string): Promise<Invitation> {
  const { invitations } = await call('group.list', isId(text) ? {} : { name: withoutIsolates(text) });
  const found = invitations.filter(({ groupId }) => !isId(text) || groupId === text.toLowerCase());
  const [invitation] = found;
  if (!invitation) throw new Failure(exitCodes.badInput, 'invitation_not_found', say.noInvitation(text));
  if (found.length > 1) throw ambiguous(say.severalInvitations, text, found);
  return invitation;
}

function ambiguous(
  sentence: (name: string, ids: readonly string[]) => string,
  text: string,
  found: readonly { readonly groupId: string }[],
): Failure {
  const ids = found.map(({ groupId }) => groupId);
  return new Failure(exitCodes.badInput, 'group_ambiguous', sentence(text, ids));
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

async function nearGroup(groups: readonly Group[], text: string): Promise<Group> {
  const near = await nearestTo(groups, text);
  if (near && isInteractive() && (await isAgreed(say.didYouMean(near.name)))) return near;
  throw new Failure(exitCodes.badInput, 'group_not_found', say.notFound(text, near?.name ?? null));
}

/** Asks before a group gets a name that another one nearly has: it may be a slip. Without a terminal it is meant. */
export async function confirmName(
  call: Client['call'],
  { name, except }: { readonly name: string; readonly except?: string },
): Promise<void> {
  if (!isInteractive()) return;
  const { groups } = await call('group.list', {});
  const near = await nearestTo(
    groups.filter(({ groupId, name: other }) => groupId !== except && plain(other) !== plain(name)),
    name,
  );
  if (near && !(await isAgreed(say.reallyNear(near.name, name))))
    throw new Failure(exitCodes.usage, 'not_confirmed', say.nothingChanged);
}

/** The group whose name differs in a letter or two. */
async function nearestTo(groups: readonly Group[], text: string): Promise<Group | undefined> {
  const { default: leven } = await import('leven');
  const most = Math.min(2, Math.floor(text.length / 3));
  const distance = ({ name }: Group) => leven(plain(name), plain(text));
  return groups
    .filter((group) => distance(group) <= most)
    .toSorted((a, b) => distance(a) - distance(b))
    .at(0);
}

function plain(name: string): string {
  return foldedName(withoutIsolates(name)).replace(/\s/gu, '');
}

/** The `groupId` for `--group`; empty if the option is not given. */
export async function groupParam(
  call: Client['call'],
  { group }: Readonly<Record<string, unknown>>,
): Promise<{ groupId?: string }> {
  return typeof group === 'string' ? { groupId: (await findGroup(call, group)).groupId } : {};
}
