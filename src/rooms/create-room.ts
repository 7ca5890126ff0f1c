import { v5, v7 } from 'uuid';
import { refuse, type Params, type Refused, type User } from '../protocol/index.ts';
import { defaultProfile } from '../rules/index.ts';
import { wireWords } from '../words/index.ts';
import type { LogEntry } from './log.ts';
import type { RoomStore } from './ports.ts';
import { foldLog } from './room.ts';

interface Context {
  readonly store: RoomStore;
  readonly now: () => Date;
  readonly newCode: () => string;
}

/** Stores a new room, or finds the one that the same command made before. Returns its code. */
export async function createRoom(
  { store, now, newCode }: Context,
  host: User,
  params: Params<'room.create'>,
): Promise<{ readonly code: string } | Refused> {
  const { commandId, groupId = null } = params;
  if (groupId !== null && !(await store.isGroupMember(groupId, host.id)))
    return refuse('not_in_room', { message: wireWords.explanations.notInGroup });
  // The same command of the same user always means the same game, so that a repeated one finds it.
  const gameId = commandId === undefined ? v7() : v5(commandId, host.id);
  for (;;) {
    const entry = firstEntry(host, params, { code: newCode(), at: now() });
    const room = foldLog(gameId, [entry]);
    const outcome = await store.create(room, entry);
    if (outcome === 'created') return { code: room.code };
    if (outcome === 'exists') return { code: await codeOf(store, gameId) };
  }
}

function firstEntry(
  host: User,
  params: Params<'room.create'>,
  { code, at }: { readonly code: string; readonly at: Date },
): LogEntry {
  const { groupId = null, rules, length = null, startingScores = [0, 0, 0, 0], seated = true } = params;
  return {
    seq: 1,
    action: {
      type: 'room.create',
      code,
      hostId: host.id,
      displayName: seated ? host.displayName : null,
      groupId,
      rules: { ...defaultProfile, ...rules },
      length,
      startingScores,
    },
    actorId: host.id,
    seat: seated ? 0 : null,
    commandId: params.commandId ?? null,
    at,
  };
}

async function codeOf(store: RoomStore, gameId: string): Promise<string> {
  const log = await store.load({ gameId }, { upTo: 1 });
  if (!log) throw new Error(`game ${gameId} was found and then had no log`);
  return foldLog(gameId, log.entries).code;
}
