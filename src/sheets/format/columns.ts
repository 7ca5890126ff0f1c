import { wireWords } from '../../words/index.ts';

/** `player1`, `player2`, `player3`, `player4` */
export const four = (name: string) => [1, 2, 3, 4].map((n) => `${name}${n}`);

/**
 * The columns of a score sheet, with one row for each round. Columns of the whole game need values only in
 * its first row.
 */
export const columns = [
  'id',
  'playedAt',
  'group',
  ...four('player'),
  'rules',
  ...four('start'),
  'round',
  'dealer',
  'frisch',
  'declarer',
  'amount',
  'suit',
  ...four('contract'),
  ...four('tricks'),
  ...four('score'),
  ...four('played'),
] as const;

/** A spreadsheet to start from. */
export const template = [
  columns.join(','),
  '2019-03-08,2019-03-08 20:00,Friday Night Whist,dana,yossi,noa,amir,,,,,,1,,0,noa,6,hearts,3,2,6,1,3,2,6,2,19,14,46,-10,,,,',
  '2019-03-08,,,,,,,,,,,,2,,0,dana,5,spades,5,4,3,2,5,4,2,2,35,26,-10,14,,,,',
].join('\n');

/** The same fault, with the name of its column in a spreadsheet. */
export function inColumns<F extends { readonly field: string; readonly expected: string }>(fault: F): F {
  if (fault.field === 'trump.seat')
    return { ...fault, field: 'declarer', expected: wireWords.sheets.expected.player };
  return { ...fault, field: fault.field.replace(/^trump\./, '') };
}
