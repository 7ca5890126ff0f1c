import { numberText, type Bench, type Figure } from './figure.ts';
import { machineText, type Machine } from './machine.ts';
import { table } from './markdown.ts';

/** The figures of one benchmark as they were measured once. */
export interface Part extends Pick<Bench, 'title' | 'how'> {
  readonly machine: Machine;
  /** ISO 8601. */
  readonly date: string;
  readonly figures: readonly Figure[];
}

/** The parts of the page by the names of their benchmarks. */
export type Results = Readonly<Record<string, Part>>;

/** The page `docs/performance.md`, from the figures in `docs/performance.json`. */
export function performancePage(results: Results): string {
  return [
    '# Performance',
    'Written by `npm run bench -- --write` from its measurements: do not change it by hand. `npm run bench actions` measures one part and prints it.',
    'A value with × is a ratio: a measurement of the program divided by the same one of what bounds it, on the same machine and in the same run. So it holds on other machines too. Other values depend on the machine. A figure that misses its target is marked with **no**.',
    ...Object.entries(results).map(([name, part]) => partText(name, part)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** One part of the page. It is printed on a terminal too. Figures with a target come first. */
export function partText(name: string, { title, how, machine, date, figures }: Part): string {
  return [
    `## ${title}`,
    how,
    table([
      ['figure', 'value', 'target', 'met', 'measured'],
      ...figures
        .toSorted(byTarget)
        .map((figure) => [
          figure.name,
          valueText(figure),
          targetText(figure),
          { true: 'yes', false: '**no**', null: '' }[`${figure.met}`],
          figure.detail,
        ]),
    ]),
    `\`npm run bench ${name}\`, ${date.slice(0, 10)}: ${machineText(machine)}.`,
  ].join('\n\n');
}

const byTarget = (a: Figure, b: Figure): number => Number(!a.target) - Number(!b.target);

function valueText({ value, unit, bound }: Figure): string {
  if (value === null) return 'unknown';
  return bound === null ? `${numberText(value)} ${unit}` : `${numberText(value)} × ${bound}`;
}

function targetText({ target }: Figure): string {
  if (!target) return '';
  return 'atLeast' in target ? `≥ ${numberText(target.atLeast)}` : `≤ ${numberText(target.atMost)}`;
}
