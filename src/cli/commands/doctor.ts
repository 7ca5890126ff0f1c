import type { Difference } from '../../storage/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { oneLine } from '../names.ts';
import { note, notePassing, write, writeJson } from '../output.ts';
import { withStorage } from '../session/database.ts';

const say = words.hosting.doctor;

/**
 * `whist doctor [--repair]`: computes all rows again from the logs of the games and names every row that
 * differs. The exit code is 65 if differences are left, and 74 if the disk has damaged some rows.
 */
export const doctorCommand: Run = async ({ config, json, options }) => {
  const repair = options['repair'] === true;
  // With the storage comes the ORM, which takes half a second to load.
  const { unreadable } = await import('../../storage/index.ts');
  const isLost = ({ stored }: Difference) => stored === unreadable;
  return withStorage(config, async (storage) => {
    const pending = (await storage.migrationStatus()).some(({ executedAt }) => executedAt === null);
    if (pending) throw new Failure(exitCodes.usage, 'schema_old', say.schemaOld);
    const { games, differences, broken } = await storage
      .examine({ repair, progress: (looked) => notePassing(say.progress(looked)) })
      .catch(tryAgain);
    const repaired = repair ? differences.length - broken : 0;
    if (json) writeJson({ games, differences, repaired });
    else {
      for (const difference of differences)
        write(isLost(difference) ? say.unreadable(difference) : inWords(difference));
      note(say.summary({ games, differing: differences.length, broken, repaired }));
      if (differences.some(isLost)) note(say.restore);
    }
    if (differences.some(isLost)) return exitCodes.disk;
    return repaired === differences.length ? exitCodes.ok : exitCodes.badInput;
  });
};

/** A game changed while its rows were repaired. The code of PostgreSQL is 40001 (see its appendix A). */
function tryAgain(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '40001')
    throw new Failure(exitCodes.tryAgain, 'try_again', say.gameMovedOn);
  throw error;
}

/** `round_players: game …, round 3, seat 2: score is 99 and should be 19` */
function inWords({ table, row, column, stored, expected }: Difference): string {
  return say.difference({ table, row, column, stored: textOf(stored), expected: textOf(expected) });
}

function textOf(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : JSON.stringify(value));
}
