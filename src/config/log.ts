import { destination, pino, type Logger } from 'pino';
import { withoutPasswords } from './secrets.ts';

export type Log = Logger;

/** Fields that must never be in a log. */
const secrets = ['password', 'newPassword', 'accessToken', 'refreshToken', 'operatorToken', 'email', 'login'];

/**
 * The log of a server: one JSON value a line, by default on standard error. Nothing that people send is logged. Fields with the
 * names of secrets are removed as well, to be safe.
 */
export function createLog(
  level: string,
  target: { write(line: string): unknown } = destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
      serializers: { err: withoutSecrets },
    },
    target,
  );
}

/** An error with its causes, without the passwords in its URLs. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutPasswords(String(error));
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return {
    name,
    message: withoutPasswords(message),
    ...code,
    stack: withoutPasswords(stack ?? ''),
    ...(cause !== undefined && { cause: withoutSecrets(cause) }),
  };
}
