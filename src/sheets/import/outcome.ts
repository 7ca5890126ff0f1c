import type { SheetFault } from '../../protocol/index.ts';
import { wireWords } from '../../words/index.ts';
import type { CheckedSheet } from '../check/check.ts';
import type { ImportedGame } from './ports.ts';
import type { SheetDifference } from './difference.ts';

/** The result of an import for one sheet. */
export type SheetOutcome =
  | { readonly status: 'added' | 'there' }
  /** The sheet with this id differs from its game, or differed until now. */
  | {
      readonly status: 'different' | 'replaced';
      readonly gameId: string;
      readonly differences: readonly SheetDifference[];
    }
  | Refusal;

/** The reason why games of a group cannot be added; `near` is the group that was meant, perhaps. */
export type Homeless = 'not_owner' | 'group_ambiguous' | 'too_many_groups' | { readonly near: string };

export interface Refusal {
  readonly status: 'refused';
  readonly faults: readonly SheetFault[];
}

/** A sheet without an outcome yet. */
export interface Waiting extends CheckedSheet {
  /** The position of its outcome, from 0. */
  readonly i: number;
  /** Its position among all sheets of the import. */
  readonly position: number;
  readonly sheetId: string;
  readonly digest: string;
}

/** A sheet whose players are known. */
export type Named = Waiting & { readonly imported: ImportedGame };

/** A named sheet that differs from its game. */
export type Changed = Named & { readonly gameId: string };

/** Two seats of one round belong to the same person. */
export function samePerson(displayName: string, round: number | null): Refusal {
  const { twice, fourPeople } = wireWords.sheets.expected;
  return refusal({ round, field: 'players', found: twice(displayName), expected: fourPeople });
}

/** Another sheet of this import has the same id and says something else. */
export function sameId(found: string): Refusal {
  return refusal({ round: null, field: 'id', found, expected: wireWords.sheets.expected.ownId });
}

/**
 * A refusal: the group is not owned by the caller, several groups have this name, or it is missing and a group of the
 * caller has nearly its name, or the caller is in too many groups.
 */
export function homeless(reason: Homeless, group: string | null): Refusal {
  const { ownGroup, oneGroup, noGroup, nearGroup, fewerGroups } = wireWords.sheets.expected;
  const sentences = { not_owner: ownGroup, group_ambiguous: oneGroup, too_many_groups: fewerGroups };
  return refusal({
    round: null,
    field: 'group',
    found: group ?? noGroup,
    expected: typeof reason === 'object' ? nearGroup(reason.near) : sentences[reason],
  });
}

function refusal(fault: Omit<SheetFault, 'player'>): Refusal {
  return { status: 'refused', faults: [{ player: null, ...fault }] };
}
