import { accepted, refused, type GroupModel, type Model, type Op, type Prediction } from './model.ts';

/** Says how a request about a group must be answered. */
export function predictGroup(model: Model, group: GroupModel, { who, method, person = -1 }: Op): Prediction {
  const isInvited = group.invited.includes(who) && !group.isGone;
  const isBlocked = model.blocks.some(([blocker, blocked]) => blocker === who && blocked === group.owner);
  const drop = () => void (group.invited = group.invited.filter((one) => one !== who));
  if (method === 'group.accept' || method === 'group.decline') {
    if (!isInvited) return refused('invitation_not_found');
    const done = accepted(() => {
      drop();
      if (method === 'group.accept') group.members.push(who);
    });
    // An invitation of somebody who is blocked does not arrive.
    return isBlocked ? { ...done, ...refused('invitation_not_found'), isFree: false } : done;
  }
  if (group.isGone || !group.members.includes(who)) return refused('group_not_found');
  if (method === 'group.get' || method === 'stats.group') return accepted();
  if (method === 'group.leave')
    return who === group.owner ? refused('owner_stays') : accepted(() => without(who));
  if (group.owner !== who) return refused('not_owner');
  const isMember = group.members.includes(person);
  function without(one: number) {
    group.members = group.members.filter((other) => other !== one);
    for (const room of model.rooms) if (room.inside.includes(one)) room.unsure.push(one);
  }
  switch (method) {
    case 'group.delete':
      return accepted(() => {
        group.isGone = true;
        for (const one of group.members) without(one);
      });
    case 'group.addMember':
      if (isMember) return refused('already_member');
      if (group.invited.includes(person)) return refused('already_invited');
      return accepted(() => void group.invited.push(person));
    case 'group.removeMember':
      if (group.invited.includes(person))
        return accepted(() => void (group.invited = group.invited.filter((one) => one !== person)));
      if (!isMember) return refused('not_member');
      return person === group.owner ? refused('owner_stays') : accepted(() => without(person));
    case 'group.transfer':
      return isMember ? accepted(() => void (group.owner = person)) : refused('not_member');
    default:
      throw new Error(`the model does not know ${method}`);
  }
}
