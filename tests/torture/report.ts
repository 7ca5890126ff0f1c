import { machineText, type Machine } from '../../bench/machine.ts';
import { table } from '../../bench/markdown.ts';
import { mutationSection, type Scores } from '../mutation/report.ts';
import type { Findings } from './trial.ts';

/** One fault as it was struck once. */
export interface Entry extends Findings {
  readonly title: string;
  readonly seed: number;
  readonly machine: Machine;
  /** ISO 8601. */
  readonly date: string;
}

/** The faults by their names. */
export type Results = Readonly<Record<string, Entry>>;

/** The file `docs/reliability.json`. */
export interface Reliability {
  readonly torture: Results;
  readonly mutation: Scores;
}

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });

/** The page `docs/reliability.md`, from the findings in `docs/reliability.json`. */
export function reliabilityPage({ torture, mutation }: Reliability): string {
  const entries = Object.entries(torture);
  const machines = new Set(entries.map(([, { machine }]) => machineText(machine)));
  return [
    '# Reliability',
    '## Torture',
    'Written by `npm run torture -- --write` from its findings: do not change it by hand. `npm run torture killed` strikes one fault and prints what it finds; `npm run torture -- --quick` strikes a few of them a few times. The dice have a seed (`--seed 7`), but processes and networks do not, so two runs with one seed are alike and not the same.',
    'In most rows people play at ten tables while a fault is struck at random moments; in some they play at fewer, or nobody plays, and then `games` is small or 0. They send each command until it is answered, play actions that are refused, take back and correct, and one of them logs in and out again and again. Afterwards these promises are checked, with the database and with everything that each terminal was told:',
    [
      'Every acknowledged change is in the log once, at the version of its answer. Sent again, it has the same answer.',
      'No refused change is in the log.',
      'The versions of a game have no gap.',
      'All members of a room know the same room, by the events that they heard and by asking.',
      'The logs give every table, the statistics included.',
      'No token of a session that has ended is taken, at any node.',
      'No password and no token stands in the output of a server.',
      'A server that was not restarted has no more handles than before, and not much more memory. It stops when it is asked.',
    ]
      .map((promise) => `- ${promise}`)
      .join('\n'),
    table([
      ['fault', 'name', 'struck', 'answers', 'refused', 'games', 'seconds', 'broken promises'],
      ...entries.map(([name, entry]) => [
        entry.title,
        `\`${name}\``,
        number(entry.strikes),
        number(entry.acknowledged),
        number(entry.refused),
        number(entry.games),
        number(entry.seconds),
        entry.broken.length === 0 ? '0' : `**${number(entry.broken.length)}**`,
      ]),
    ]),
    ...notesOf(entries),
    ...entries
      .filter(([, { broken }]) => broken.length > 0)
      .map(([name, { broken }]) =>
        [`### Broken by ${name}`, ...broken.slice(0, 10).map((one) => `- ${one}`)].join('\n'),
      ),
    `${[...machines].join('; ')}.`,
    mutationSection(mutation),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The notes of the entries, mostly about bad input. */
function notesOf(entries: readonly (readonly [string, Entry])[]): string[] {
  const noted = entries.filter(([, { notes = [] }]) => notes.length > 0);
  if (noted.length === 0) return [];
  return [
    '## Bad input',
    'In the rows of bad input, `struck` is the number of inputs. Frames come from people of every role at once, made from the schemas of the protocol and then spoiled: each has one answer, in its order, with its id and a documented shape or reason, and none is an internal error. Wrong bytes end their own socket with the right code, or are answered. Sequences are compared with a model that knows what must be accepted. Nothing is written to the output of the server as an error, the players at the other tables see nothing of it, and the rows of people who take no part stay as they are.',
    noted.flatMap(([name, { notes = [] }]) => notes.map((note) => `- \`${name}\`: ${note}`)).join('\n'),
  ];
}
