import type { Difference } from '../../storage/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Run } from '../main.ts';
import { openConfigured } from '../../node/storage.ts';
import { note, notePassing, write, writeJson } from '../output.ts';

/**
 * `whist doctor [--repair]`: computes all tables anew from the logs of the games and names every row that differs;
 * 65 where there are any and they are left as they are.
 */
export const doctorCommand: Run = async ({ config, json, options }) => {
  const repair = options['repair'] === true;
  const storage = await openConfigured(config);
  try {
    const pending = (await storage.migrationStatus()).some(({ executedAt }) => executedAt === null);
    if (pending)
      throw new Failure(
        exitCodes.usage,
        'schema_old',
        'The schema of this database is not up to date: run `whist migrate up` first.',
      );
    const { games, differences, broken } = await storage.examine({
      repair,
      progress: (looked) => notePassing(`${looked} games`),
    });
    const repaired = repair ? differences.length - broken : 0;
    if (json) writeJson({ games, differences, repaired });
    else {
      for (const difference of differences) write(inWords(difference));
      note(summary(games, differences.length, repaired));
    }
    return repaired === differences.length ? exitCodes.ok : exitCodes.badInput;
  } catch (error) {
    throw hasMovedOn(error) ? busy : error;
  } finally {
    await storage.close();
  }
};

const busy = new Failure(
  exitCodes.tryAgain,
  'try_again',
  'A game was played while its rows were mended, and nothing was changed: try again, or stop the servers first.',
);

/** What PostgreSQL calls it when somebody has changed a row since the transaction began; see its appendix A. */
const hasMovedOn = (error: unknown) => error instanceof Error && 'code' in error && error.code === '40001';

/** `round_players: game …, round 3, seat 2: score is 99 and should be 19` */
function inWords({ table, row, column, stored, expected }: Difference): string {
  return `${table}: ${row}: ${column ?? 'there'} is ${told(stored)} and should be ${told(expected)}`;
}

function told(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function summary(games: number, differing: number, repaired: number): string {
  const looked = `Looked at ${games} games`;
  if (differing === 0) return `${looked}: every row is what the log gives.`;
  if (repaired === differing) return `${looked}: ${differing} differences, all mended.`;
  const left =
    repaired === 0 ? '' : ` ${repaired} are mended, the others cannot be: the log itself is damaged.`;
  return `${looked}: ${differing} differences.${left || ' `whist doctor --repair` mends them.'}`;
}
