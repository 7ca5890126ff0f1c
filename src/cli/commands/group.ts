import type { Group, GroupPage } from '../../protocol/index.ts';
import { boardText } from '../render/board.ts';
import { sparkline } from '../render/chart.ts';
import { withClient, type Client } from '../session/connect.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { table } from '../render/table.ts';

type Call = Client['call'];

/** What can be done with groups, and what each needs after its name. */
export const actions = {
  list: '',
  show: 'GROUP',
  create: 'NAME',
  rename: 'GROUP NAME',
  describe: 'GROUP TEXT',
  delete: 'GROUP',
  leave: 'GROUP',
  add: 'GROUP USER',
  remove: 'GROUP USER',
  transfer: 'GROUP USER',
} as const;
type Action = keyof typeof actions;

/** `whist group …`: groups and their members; a group is named by its name or its id. */
export const groupCommand: Run = async ({ config, json }, given = 'list', ...args) => {
  const action = actionOf(given, args);
  const [first = '', second = ''] = args;
  await withClient(config, async ({ call }) => {
    if (action === 'list') return tellAll(await call('group.list', {}), json);
    if (action === 'create') return tell(await call('group.create', { name: first }), json);
    const group = await findGroup(call, first);
    switch (action) {
      case 'show':
        return showGroup(call, group, json);
      case 'rename':
        return tell(await call('group.update', { groupId: group.groupId, name: second }), json);
      case 'describe':
        return tell(
          await call('group.update', { groupId: group.groupId, description: second || null }),
          json,
        );
      case 'add':
        return tell(await call('group.addMember', { groupId: group.groupId, username: second }), json);
      case 'remove':
        return tell(await call('group.removeMember', { groupId: group.groupId, username: second }), json);
      case 'transfer':
        return tell(await call('group.transfer', { groupId: group.groupId, username: second }), json);
      case 'delete':
      case 'leave': {
        await call(`group.${action}`, { groupId: group.groupId });
        if (json) writeJson({});
        else
          note(
            action === 'leave'
              ? `You have left ${group.name}.`
              : `${group.name} is dissolved; its games are kept.`,
          );
        return;
      }
      default: {
        const never: never = action;
        return never;
      }
    }
  });
  return exitCodes.ok;
};

/** The group that a person means: its id, or its name among theirs, whatever its case. */
export async function findGroup(call: Call, text: string): Promise<Group> {
  const { groups } = await call('group.list', {});
  const called = (name: string) => name.toLowerCase() === text.normalize('NFC').trim().toLowerCase();
  const found = groups.filter(({ groupId, name }) => groupId === text.toLowerCase() || called(name));
  const [group] = found;
  if (!group) {
    throw new Failure(
      exitCodes.badInput,
      'group_not_found',
      `You are in no group called ${text}; see \`whist group\`.`,
    );
  }
  if (found.length > 1) {
    const ids = found.map(({ groupId }) => groupId).join(', ');
    throw new Failure(
      exitCodes.badInput,
      'group_ambiguous',
      `You are in several groups called ${text}; name it by its id: ${ids}.`,
    );
  }
  return group;
}

/** The `groupId` that `--group` asks for, if it is given. */
export async function groupParam(
  call: Call,
  { group }: Readonly<Record<string, unknown>>,
): Promise<{ groupId?: string }> {
  return typeof group === 'string' ? { groupId: (await findGroup(call, group)).groupId } : {};
}

function actionOf(given: string, args: readonly string[]): Action {
  if (!Object.hasOwn(actions, given)) {
    throw new Failure(
      exitCodes.usage,
      'usage',
      `\`whist group ${given}\` is none of ${Object.keys(actions).join(', ')}.`,
    );
  }
  const action = given as Action;
  const needed = actions[action];
  if (args.length !== needed.split(' ').filter(Boolean).length)
    throw new Failure(exitCodes.usage, 'usage', `Usage: whist group ${action} ${needed}`.trimEnd());
  return action;
}

function tellAll(list: { readonly groups: readonly Group[] }, json: boolean): void {
  if (json) writeJson(list);
  else if (list.groups.length === 0)
    write('You are in no group yet; `whist group create "Friday Night Whist"` founds one.');
  else
    write(
      table([
        ['group', 'members', 'games', 'last played'],
        ...list.groups.map(({ name, members, totalGames, lastPlayedAt }) => [
          name,
          members.length,
          totalGames,
          lastPlayedAt?.slice(0, 10) ?? '–',
        ]),
      ]),
    );
}

/** The group with what its games come to. */
async function showGroup(call: Call, group: Group, json: boolean): Promise<void> {
  const { groupId } = group;
  const page = await call('stats.group', { groupId });
  const leaderboard = await call('stats.leaderboard', { groupId, rules: 'all' });
  if (json) return writeJson({ ...group, ...page, leaderboard });
  tell(group, false);
  if (page.players.length > 0) write(`\n${boardText(leaderboard)}\n\n${pageText(page)}`);
}

const recordNames: Readonly<Record<keyof GroupPage['records'], string>> = {
  highestRound: 'highest round',
  highestGame: 'highest game',
  lowestGame: 'lowest game',
  longestGame: 'longest game, rounds',
  biggestComeback: 'biggest comeback',
  mostZeros: 'most zeros in a game',
};

function pageText({ records, pairs, players, mostActiveDay, months, averageRounds }: GroupPage): string {
  const lines = Object.entries(recordNames).flatMap(([name, words]) => {
    const record = records[name as keyof typeof recordNames];
    return record ? [[words, record.value, record.displayName, `game ${record.code}`]] : [];
  });
  const shown = players.slice(0, mostPlayers);
  const cell = (userId: string, opponentId: string) => {
    const pair = pairs.find((one) => one.userId === userId && one.opponentId === opponentId);
    return pair ? `${heat(pair.above / pair.games)} ${pair.above}/${pair.games}` : '';
  };
  return [
    'Records',
    table(lines),
    '\nHead-to-head: games in which the player on the left finished above, of those together',
    table([
      ['', ...shown.map(({ displayName }) => displayName)],
      ...shown.map(({ userId, displayName }) => [
        displayName,
        ...shown.map((other) => cell(userId, other.userId)),
      ]),
    ]),
    `\nMost active day ${mostActiveDay ?? '–'}, ${averageRounds} rounds a game`,
    `Games a month  ${months[0]?.month ?? ''} ${sparkline([0, ...months.map(({ games }) => games)]).slice(1)} ${months.at(-1)?.month ?? ''}, last ${months.at(-1)?.games ?? 0}`,
  ].join('\n');
}

/** A matrix of more would be wider than a terminal. */
const mostPlayers = 6;

/** The darker, the larger the share. */
const heat = (share: number) => '░▒▓█'[Math.min(3, Math.floor(share * 4))] ?? '';

function tell(group: Group, json: boolean): void {
  if (json) return writeJson(group);
  const { name, description, members, totalGames, totalRounds, lastPlayedAt } = group;
  const played =
    totalGames === 0
      ? 'no game finished yet'
      : `${totalGames} games, ${totalRounds} rounds, last on ${lastPlayedAt?.slice(0, 10) ?? '–'}`;
  write(
    [
      description === null ? name : `${name}: ${description}`,
      played,
      table(
        members.map(({ displayName, username, role, joinedAt }) => [
          `${displayName} (${username})`,
          role,
          `since ${joinedAt.slice(0, 10)}`,
        ]),
      ),
    ].join('\n'),
  );
}
