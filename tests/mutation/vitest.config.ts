import { defineConfig } from 'vitest/config';
import root from '../../vitest.config.ts';
import { areas } from './areas.ts';

const { tests = [] } = areas[process.env['WHIST_MUTATION_AREA'] ?? ''] ?? {};

export default defineConfig({
  ...root,
  test: {
    ...root.test,
    include: [...tests],
    // These tests need neither the program nor a database.
    globalSetup: [],
    // A mutant that never answers: this test fails, and nothing has to be started again.
    testTimeout: 5_000,
  },
});
