export * from './ports.ts';
export * from './commands.ts';
export { createAccounts, type Accounts } from './accounts.ts';
export type { Entered, Identity } from './entering.ts';
export * from './passwords.ts';
export { hashOfCode } from './password-code.ts';
export * from './tokens.ts';
export * from './secret.ts';
export * from './claims.ts';
