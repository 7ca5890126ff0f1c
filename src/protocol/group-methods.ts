import { Type } from 'typebox';
import { Group, GroupPage } from './groups.ts';
import { asking, none, strict } from './method.ts';
import { Id, Username } from './shapes.ts';

const Name = Type.String({
  readable: 64,
  minLength: 1,
  maxLength: 64,
  description: 'What the group is called, 1 to 64 characters.',
});
const Description = Type.Union([
  Type.String({ readable: 500, minLength: 1, maxLength: 500, description: 'One line about the group.' }),
  Type.Null(),
]);
const one = { groupId: Id };
const member = { ...one, username: Username };

/** What can be done with groups. */
export const groupMethods = {
  'group.list': asking(
    'user',
    'The groups you are in, by name.',
    none,
    Type.Object({ groups: Type.Immutable(Type.Array(Group)) }),
  ),
  'group.get': asking('user', 'A group you are in.', Type.Object(one, strict), Group),
  'stats.group': asking(
    'user',
    'What the games of a group you are in come to: its records, head-to-head, and when it plays.',
    Type.Object(one, strict),
    GroupPage,
  ),
  'group.create': asking(
    'user',
    'Founds a group; you are its owner.',
    Type.Object({ name: Name, description: Type.Optional(Description) }, strict),
    Group,
  ),
  'group.update': asking(
    'user',
    'Gives a group another name or description. For its owner.',
    Type.Object({ ...one, name: Type.Optional(Name), description: Type.Optional(Description) }, strict),
    Group,
  ),
  'group.delete': asking(
    'user',
    'Dissolves a group; its games stay those of their players. For its owner.',
    Type.Object(one, strict),
    Type.Object({}),
  ),
  'group.addMember': asking(
    'user',
    'Takes somebody with an account into a group. For its owner.',
    Type.Object(member, strict),
    Group,
  ),
  'group.removeMember': asking(
    'user',
    'Takes somebody out of a group. For its owner.',
    Type.Object(member, strict),
    Group,
  ),
  'group.transfer': asking(
    'user',
    'Makes another member the owner. For the owner, who stays a member.',
    Type.Object(member, strict),
    Group,
  ),
  'group.leave': asking(
    'user',
    'Leaves a group; an owner hands it over first.',
    Type.Object(one, strict),
    Type.Object({}),
  ),
} as const;
