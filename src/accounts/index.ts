export * from './ports.ts';
export * from './accounts.ts';
export * from './passwords.ts';
export * from './tokens.ts';
export * from './secret.ts';
export * from './claims.ts';
