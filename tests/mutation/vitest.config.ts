import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import root from '../../vitest.config.ts';
import { areas } from './areas.ts';

const { tests = [] } = areas[process.env['WHIST_MUTATION_AREA'] ?? ''] ?? {};

/** Runs the files in the order of the area, because the first failure ends the run. */
class InOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

export default defineConfig({
  ...root,
  test: {
    ...root.test,
    include: [...tests],
    // The whole setup builds the program and a database on a server. Here it is made once for all mutants.
    globalSetup: ['tests/mutation/setup.ts'],
    // A mutant that never answers: this test fails, and nothing has to be started again.
    testTimeout: 5_000,
    sequence: { sequencer: InOrder },
  },
});
