/** A folder of `src/` whose tests are tried, and the tests that try it. */
export interface Area {
  /** Files that are changed; those that begin with `!` are left out. */
  readonly mutate: readonly string[];
  /** The cheapest tests first: after the first failure of a mutant, no other test runs. */
  readonly tests: readonly string[];
  /** Whether they open a database. */
  readonly usesDatabase: boolean;
  /** The score in per cent that it must have. */
  readonly least: number;
}

export const areas: Readonly<Record<string, Area>> = {
  rules: {
    mutate: ['src/rules/**/*.ts'],
    // Thousands of random games take longer than all others together.
    tests: ['tests/rules/!(property).test.ts'],
    usesDatabase: false,
    least: 90,
  },
  protocol: {
    mutate: ['src/protocol/**/*.ts'],
    tests: ['tests/protocol/*.test.ts'],
    usesDatabase: false,
    least: 80,
  },
  accounts: {
    // The worker runs in a thread of its own, where no mutant is switched on.
    mutate: ['src/accounts/**/*.ts', '!src/accounts/hash-worker.ts'],
    // Those that open a database and hash passwords take a hundred times as long.
    tests: ['tests/accounts/{changing,claims,entering,network,passwords,reserved,secret,tokens}.test.ts'],
    usesDatabase: false,
    least: 80,
  },
  rooms: {
    mutate: ['src/rooms/**/*.ts'],
    tests: ['tests/rooms/*.test.ts'],
    usesDatabase: false,
    least: 80,
  },
};
