import { Type } from 'typebox';
import { Group, GroupPage } from './groups.ts';
import { read, write } from './method.ts';
import { Id, Username } from './shapes.ts';

const Name = Type.String({
  readable: 64,
  minLength: 1,
  maxLength: 64,
  description: 'The name of the group, 1 to 64 characters.',
});
const Description = Type.Union([
  Type.String({ readable: 500, minLength: 1, maxLength: 500, description: 'One line about the group.' }),
  Type.Null(),
]);
const one = { groupId: Id };
const member = { ...one, username: Username };

/** People who play together again and again. */
export const groupMethods = {
  'group.list': read({
    summary: 'The groups you are in, by name.',
    access: 'user',
    limit: 'sync',
    params: {},
    result: Type.Object({ groups: Type.Immutable(Type.Array(Group)) }),
  }),
  'group.get': read({
    summary: 'A group you are in.',
    access: 'user',
    limit: 'sync',
    params: one,
    result: Group,
  }),
  'stats.group': read({
    summary: 'The page of a group you are in: its best scores, head-to-head, and when it plays.',
    access: 'user',
    limit: 'sync',
    params: one,
    result: GroupPage,
  }),
  'group.create': write({
    summary: 'Founds a group. You are its owner.',
    access: 'user',
    limit: 'action',
    params: { name: Name, description: Type.Optional(Description) },
    result: Group,
  }),
  'group.update': write({
    summary: 'Changes the name or the description of a group. Only its owner may do this.',
    access: 'user',
    limit: 'action',
    params: { ...one, name: Type.Optional(Name), description: Type.Optional(Description) },
    result: Group,
  }),
  'group.delete': write({
    summary: 'Deletes a group; its games stay with their players. Only its owner may do this.',
    access: 'user',
    limit: 'action',
    params: one,
    result: Type.Object({}),
  }),
  'group.addMember': write({
    summary: 'Adds an account to a group. Only its owner may do this.',
    access: 'user',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.removeMember': write({
    summary: 'Removes a member from a group. Only its owner may do this.',
    access: 'user',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.transfer': write({
    summary: 'Makes another member the owner. Only the owner may do this, and stays a member.',
    access: 'user',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.leave': write({
    summary: 'Leaves a group. The owner must hand it over first.',
    access: 'user',
    limit: 'action',
    params: one,
    result: Type.Object({}),
  }),
} as const;
