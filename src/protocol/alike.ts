/**
 * Names that look alike, by the confusables of Unicode (UTS 39). The table is large and only a server needs it, so the
 * index of this folder does not have it.
 */
import unhomoglyph from 'unhomoglyph';
import { foldedName } from './names.ts';

/** Whether two names look the same to a hasty eye, as they are written or in small letters. */
export function looksAlike(one: string, other: string): boolean {
  const [written, small] = shapesOf(one);
  const [otherWritten, otherSmall] = shapesOf(other);
  return written === otherWritten || small === otherSmall;
}

interface Person {
  readonly userId: string;
  readonly displayName: string;
  /** Null for a guest, and where it is not known. */
  readonly username: string | null;
}

/**
 * The user names that tell people of one list apart: `apart` is there for an account if the name of somebody else looks
 * like its own.
 */
export function toldApart(people: readonly Person[]): (userId: string) => { readonly apart?: string } {
  const byShape = new Map<string, Set<string>>();
  const shaped = people.map((person) => ({ person, shapes: shapesOf(person.displayName) }));
  for (const { person, shapes } of shaped)
    for (const shape of shapes) byShape.set(shape, (byShape.get(shape) ?? new Set()).add(person.userId));
  const apart = new Map(
    shaped.flatMap(({ person: { userId, username }, shapes }) =>
      username !== null && shapes.some((shape) => (byShape.get(shape)?.size ?? 0) > 1)
        ? [[userId, { apart: username }] as const]
        : [],
    ),
  );
  return (userId) => apart.get(userId) ?? {};
}

/** The people of one list, without their user names but where these tell them apart. */
export function namedApart<P extends Person>(
  people: readonly P[],
): (Omit<P, 'username'> & { apart?: string })[] {
  const apart = toldApart(people);
  return people.map((person) => {
    const { username: _, ...named } = person;
    return { ...named, ...apart(person.userId) };
  });
}

/** A capital I looks like a small l, so a name is also compared as it is written. */
const shapesOf = (name: string) =>
  [`written ${skeleton(name)}`, `small ${foldedName(skeleton(foldedName(name)))}`] as const;

function skeleton(text: string): string {
  const visible = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return unhomoglyph(visible.normalize('NFD')).normalize('NFD');
}
