import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Many tests wait for another process or a database; with as many workers as cores a core would stand idle.
    maxWorkers: 4,
    // A worker keeps what it has loaded for its next file: the ORM and Ink cost more than many a file's tests.
    isolate: false,
    // Whether there are colours is found out when Ink is loaded, and no test is run on a terminal.
    env: { FORCE_COLOR: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
