/** A folder of `src/` whose tests are tried, and the tests that try it. */
export interface Area {
  /** Files that are changed; those that begin with `!` are left out. */
  readonly mutate: readonly string[];
  /** They run without a database, because each mutant runs them. The first failure ends the run. */
  readonly tests: readonly string[];
  /** The score in per cent that it must have. */
  readonly least: number;
}

export const areas: Readonly<Record<string, Area>> = {
  rules: {
    mutate: ['src/rules/**/*.ts'],
    // Thousands of random games take longer than all others together.
    tests: ['tests/rules/!(property).test.ts'],
    least: 90,
  },
  protocol: {
    mutate: ['src/protocol/**/*.ts'],
    tests: ['tests/protocol/*.test.ts'],
    least: 80,
  },
  accounts: {
    // No mutant is switched on in the threads that hash passwords, and tests of them take seconds.
    mutate: ['src/accounts/**/*.ts', '!src/accounts/{hash-worker,hash-workers,passwords}.ts'],
    // Those that open a database and hash passwords take a hundred times as long.
    tests: ['tests/accounts/{changing,claims,entering,network,reserved,secret,tokens}.test.ts'],
    least: 80,
  },
  rooms: {
    mutate: ['src/rooms/**/*.ts'],
    tests: ['tests/rooms/*.test.ts'],
    least: 80,
  },
};
