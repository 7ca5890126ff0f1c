import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';

/**
 * The settings of a session that a database or a role may have set otherwise, and that the statements of this program
 * depend on. A connection asks for them when it begins.
 */
const settings: Readonly<Record<string, string>> = {
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  array_nulls: 'on',
  bytea_output: 'hex',
  default_transaction_deferrable: 'off',
  default_transaction_isolation: 'read\\ committed',
  extra_float_digits: '1',
  row_security: 'on',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  // The program ends statements that take too long itself, and changes of the tables may take long.
  statement_timeout: '0',
  lock_timeout: '0',
  idle_session_timeout: '0',
  // A connection that broke inside a transaction keeps its locks no longer than this.
  idle_in_transaction_session_timeout: '15s',
  tcp_user_timeout: '20s',
};

/** The `options` of a connection. `more` are those of the URL, which come first and so cannot change these. */
export function sessionOptions(schema: string, more = ''): string {
  const all = Object.entries({ ...settings, search_path: quoted(schema) });
  return [more, ...all.map(([name, value]) => `-c ${name}=${value}`)].join(' ').trim();
}

const quoted = (schema: string) => `"${schema}"`;

/** The answer of the first connection about its session. */
export const sessionQuestion = `
  select current_database() as name, current_schema() as schema, current_user as role,
    current_setting('server_encoding') as encoding, current_setting('search_path') as path,
    (select jsonb_object_agg(s.name, current_setting(s.name, true)) from unnest($1::text[]) as s (name)) as settings`;

export interface Session {
  readonly name: string;
  /** The first schema of the path that is there; null if none is. */
  readonly schema: string | null;
  readonly role: string;
  readonly encoding: string;
  readonly path: string;
  readonly settings: Readonly<Record<string, string | null>>;
}

/** Times that end statements, sessions or transactions. */
const times = [
  'statement_timeout',
  'lock_timeout',
  'idle_session_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
];
/** Settings whose values must be these. A pooler between may not pass on what a connection asks for. */
const needed: Readonly<Record<string, RegExp>> = {
  DateStyle: /^ISO\b/,
  standard_conforming_strings: /^on$/,
  array_nulls: /^on$/,
  row_security: /^on$/,
  transform_null_equals: /^off$/,
  default_transaction_isolation: /^read committed$/,
  default_transaction_deferrable: /^off$/,
  // At least ten seconds, because a statement may take so long.
  ...Object.fromEntries(times.map((name) => [name, /^(0|[1-9]\d+s|\d+(min|h|d))$/])),
};

export const sessionNames = Object.keys(needed);

/** Throws a `StorageFault` if the statements of this program would not work, or not mean the same, in this session. */
export function checkSession(session: Session, schema: string): void {
  const { name, encoding, path, role } = session;
  if (encoding !== 'UTF8') throw fault(words.storage.encodingUnfit(name, encoding));
  // A schema that is not there yet is made with the tables, if the path is the one that the connection asked for.
  if (path !== quoted(schema) && session.schema !== schema)
    throw fault(words.storage.searchPathUnfit({ path, role, schema: quoted(schema) }));
  const wrong = sessionNames.find((one) => {
    const value = session.settings[one];
    return value !== null && value !== undefined && needed[one]?.test(value) !== true;
  });
  if (wrong !== undefined)
    throw fault(words.storage.settingUnfit({ name: wrong, value: session.settings[wrong] ?? '', role }));
}

const fault = (sentence: string) => new StorageFault('database_settings', sentence);
