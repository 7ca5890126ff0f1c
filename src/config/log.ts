import { destination, pino, type Logger } from 'pino';

export type Log = Logger;

/** What must never be in a log, wherever it stands. */
const secrets = ['password', 'newPassword', 'accessToken', 'refreshToken', 'operatorToken', 'email', 'login'];

/**
 * What an operator reads: a line of JSON for each thing, on standard error. What people send is not logged, and
 * what is called like a secret is taken out all the same.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
      serializers: { err: withoutSecrets },
    },
    destination({ dest: 2, sync: true }),
  );
}

/** An error as it is told: its causes with it, and no address of a database or cache with its password. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return cleaned(String(error));
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return {
    name,
    message: cleaned(message),
    ...code,
    stack: cleaned(stack ?? ''),
    ...(cause !== undefined && { cause: withoutSecrets(cause) }),
  };
}

const cleaned = (text: string) => text.replace(/\b(postgres(?:ql)?|rediss?):\/\/[^\s@/]*@/g, '$1://***@');
