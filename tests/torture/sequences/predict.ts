import { isDeepStrictEqual } from 'node:util';
import { predictGroup } from './groups.ts';
import { accepted, refused, type Model, type Op, type Prediction } from './model.ts';
import { predictRoom } from './rooms.ts';

/** The answer to a request: the result, or the reason of a refusal. */
export type Told = { readonly result: Readonly<Record<string, unknown>> } | { readonly reason: string };

function predict(model: Model, op: Op): Prediction {
  const { who, method, person = -1 } = op;
  const room = op.room === undefined ? undefined : model.rooms[op.room];
  const group = op.group === undefined ? undefined : model.groups[op.group];
  switch (method) {
    case 'room.create': {
      const isMember = !group || (!group.isGone && group.members.includes(who));
      if (!isMember) return refused('not_in_room');
      return accepted((result) => {
        const isSeated = op.params['seated'] !== false;
        model.rooms.push({
          code: String(result['code']),
          group: op.group ?? null,
          version: 1,
          host: who,
          isOpen: true,
          actions: [],
          rematch: null,
          inside: [who],
          unsure: [],
          former: [who],
          seats: [isSeated ? { person: who, left: false } : null, null, null, null],
        });
      });
    }
    case 'group.create':
      return accepted((result) => {
        const id = String(result['groupId']);
        model.groups.push({ id, owner: who, members: [who], invited: [], isGone: false });
      });
    case 'account.block':
      return accepted(() => void model.blocks.push([who, person]));
    case 'account.unblock':
      return accepted(
        () => void (model.blocks = model.blocks.filter((pair) => !isDeepStrictEqual(pair, [who, person]))),
      );
    case 'claim.guest':
      return { ...accepted(), refused: ['guest_not_found', 'played_together'], isFree: true };
    case 'claim.approve':
    case 'claim.drop':
      return predictClaim(model, op);
    default:
      if (group) return predictGroup(model, group, op);
      if (!room) throw new Error(`the model does not know ${method}`);
      return predictRoom(model, room, op);
  }
}

function predictClaim(model: Model, { who, method, params }: Op): Prediction {
  const claim = model.claims.find(({ id }) => id === params['claimId']);
  const end = () => void (model.claims = model.claims.filter((one) => one.guestId !== claim?.guestId));
  if (!claim) return refused('claim_not_found');
  if (method === 'claim.drop') {
    if (who !== claim.claimant && who !== claim.decider) return refused('claim_not_found');
    return accepted(() => void (model.claims = model.claims.filter((one) => one !== claim)));
  }
  // Only the one who named the guest can give the games away.
  if (who !== claim.decider) return refused('claim_not_found');
  const approved = accepted(() => {
    end();
    for (const room of model.rooms) {
      const seat = room.seats.findIndex((one) => one && 'id' in one && one.id === claim.guestId);
      const guest = room.seats[seat]?.guest;
      if (guest === undefined) continue;
      room.seats[seat] = { person: claim.claimant, left: false, guest };
      room.former.push(claim.claimant);
      room.version += 1;
    }
  });
  return { ...approved, refused: ['played_together', 'claim_changed'], isFree: true };
}

/** Applies an answer to the model. Returns why it cannot be, or null. */
function take(model: Model, op: Op, told: Told): string | null {
  const { refused: reasons, isFree, apply } = predict(model, op);
  const name = `${op.method} of ${op.who}`;
  if ('reason' in told) {
    if (reasons === null) return `${name} was refused: ${told.reason}`;
    const isKnown = reasons.length === 0 || reasons.some((reason) => reason === told.reason);
    return isKnown ? null : `${name} was refused with ${told.reason}, not with ${reasons.join(' or ')}`;
  }
  if (reasons !== null && isFree !== true)
    return `${name} was accepted, not refused with ${reasons.join(' or ')}`;
  try {
    apply?.(told.result);
  } catch (error) {
    return `${name} cannot have been accepted: ${error instanceof Error ? error.message : String(error)}`;
  }
  const room = op.room === undefined ? undefined : model.rooms[op.room];
  const { version } = told.result;
  if (room && typeof version === 'number' && version !== room.version)
    return `${name} was answered at version ${version}, not at ${room.version}`;
  return null;
}

function* orders<T>(all: readonly T[]): Generator<readonly T[]> {
  if (all.length === 0) return yield [];
  for (const [i, first] of all.entries())
    for (const rest of orders(all.filter((_, other) => other !== i))) yield [first, ...rest];
}

/**
 * The model after requests that were sent at the same time. Some order of them must explain all answers. Throws if none
 * does.
 */
export function explained(model: Model, all: readonly { readonly op: Op; readonly told: Told }[]): Model {
  const faults: string[] = [];
  for (const order of orders(all)) {
    const next = structuredClone(model);
    const fault = order.reduce<string | null>((found, { op, told }) => found ?? take(next, op, told), null);
    if (fault === null) return next;
    faults.push(fault);
  }
  throw new Error([...new Set(faults)].join('; or '));
}
