import { defineConfig } from 'vitest/config';

export default defineConfig({
  // React is tested as it is shipped: in its production build, which is also faster.
  oxc: { jsx: { development: false } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Many tests wait for another process or for a database. With six workers two cores are never idle; with four they were.
    maxWorkers: 6,
    // A worker keeps what it has loaded for its next file. Loading the ORM and Ink takes longer than most files run.
    isolate: false,
    // The embedded database starts anew for many files. Optimising its code takes longer than they run.
    execArgv: ['--liftoff-only'],
    // Ink decides about colours when it is loaded, and no test runs on a terminal.
    // The words are chosen when they are loaded, whatever the locale of this machine is.
    env: { FORCE_COLOR: '1', WHIST_LANGUAGE: 'en', NODE_ENV: 'production', npm_command: 'test' },
    // A test waits for content. This only ends one that hangs, also on a slow machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // `npm run coverage` adds the processes that tests start to these figures.
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['json'], reportOnFailure: true },
  },
});
