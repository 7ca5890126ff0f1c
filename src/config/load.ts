import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { databaseAddress } from './database-url.ts';
import { configFolder, keptPreferences } from './preferences.ts';
import { Set as addFormat } from 'typebox/format';
import { Check } from 'typebox/schema';
import { words } from '../words/index.ts';
import { durationOf } from './duration.ts';
import { ConfigFault } from './fault.ts';
import { usualFolders } from './homes.ts';
import { looksOf, notifyBy, orderOf } from './looks.ts';
import { defaultLimits, type LimitTable } from './limits.ts';
import { isRedisUrl } from './secrets.ts';
import { Path } from './setting.ts';
import { settings, settingsFile, type Choices, type SettingName } from './settings.ts';

/**
 * The settings of one run. Folders are absolute. A folder that nothing tells is a `ConfigFault` where it is needed, and
 * not before.
 */
export interface Config {
  /** Where the server listens, over IPv4 and IPv6: on loopback, or on every network of this machine. */
  readonly host: 'localhost' | '::';
  /** The port the server listens on; 0 is any free one. */
  readonly port: number;
  /** The files of the certificate and of its key; null if nothing is encrypted. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** A PostgreSQL URL, which may hold a password; null is the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The schema of the tables in PostgreSQL. */
  readonly databaseSchema: string;
  /** A Redis URL, which may hold a password; null if this node is alone. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** Whether the disk of the embedded database has an action before it is answered. */
  readonly durability: 'full' | 'relaxed';
  readonly graceSeconds: number;
  /** The people who see a player that has not chosen any. */
  readonly visible: 'everybody' | 'played' | 'nobody';
  /** Days without an action after which a game is ended; 0 for never. */
  readonly abandonedAfter: number;
  /** Null if nothing is limited. */
  readonly limits: LimitTable | null;
  readonly trustProxy: boolean;
  /** Names of this server beside its addresses and the names of the machine. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may connect. */
  readonly allowedOrigins: readonly string[];
  readonly metricsForAll: boolean;
  readonly logLevel: string;
  /** The backups that the server makes; null if it makes none. */
  readonly backups: {
    readonly folder: string;
    /** Milliseconds from one to the next. */
    readonly every: number;
    /** So many stay. */
    readonly keep: number;
  } | null;
  /** The folder of the logins; each profile has its own. */
  readonly configDir: string;
  /** The identity on this machine that a command uses; null is the usual one. */
  readonly profile: string | null;
  /** The server that clients connect to: a WebSocket URL, with one spelling for each server. */
  readonly server: string;
  /** Whether somebody has chosen that server. If not, it is the one on this machine. */
  readonly isServerNamed: boolean;
  /** The file of the only authority whose certificates are accepted; null for those of this machine. */
  readonly ca: string | null;
  /** Whether a line that is not encrypted may lead anywhere. */
  readonly isPlaintextFine: boolean;
  /** The token of an operator; null if it is made with the secret of the server. */
  readonly token: string | null;
  readonly noColor: boolean;
  readonly theme: 'dark' | 'light' | 'high-contrast' | 'none';
  /** Whether everything is drawn with ASCII signs. */
  readonly ascii: boolean;
  /** How a terminal tells that the turn is its player's. */
  readonly notify: { readonly bell: boolean; readonly title: boolean };
  /** Whether screens show advice at first. */
  readonly advice: boolean;
  /** Whether the terminal or this program puts right-to-left text in order. */
  readonly rtl: 'terminal' | 'visual';
  /** Whether rooms are shown in sentences for a screen reader. */
  readonly screenReader: boolean;
  /** The program in which the terminal runs, as it names itself; null if it does not. */
  readonly terminalProgram: string | null;
  /** Whether the terminal is on another machine. */
  readonly isRemote: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

type Outcome<T> = { readonly ok: T } | { readonly error: string };

const say = words.settings;
const names = Object.keys(settings) as SettingName[];
/** The words are loaded before the file is read. */
const namesInFile = names.filter((name) => name !== 'language');

addFormat('path', (text) => text !== '' && !text.includes('\0'));
addFormat('database-url', (text) => databaseAddress(text) !== null);
addFormat('websocket-url', (text) => URL.canParse(text) && /^wss?:$/.test(new URL(text).protocol));

/**
 * Reads the settings: a flag wins over a variable, a variable over the file, the file over the default. `flags` have
 * the names of the table (`databaseUrl`); other flags are ignored. An error is one sentence that names the setting. It
 * never shows the value, which may be a secret.
 */
export function loadConfig({
  flags = {},
  env = process.env,
}: {
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly env?: Env;
} = {}): Outcome<Config> {
  const path = flags['config'] ?? env[settingsFile.variable];
  const fromFile = typeof path === 'string' && path !== '' ? readSettings(resolve(path)) : { ok: {} };
  if ('error' in fromFile) return fromFile;
  const fromEnv = check(
    pick((name) => typed(name, env[settings[name].variable] || undefined)),
    (name) => settings[name].variable,
  );
  if ('error' in fromEnv) return fromEnv;
  const fromFlags = check(
    pick((name) => typed(name, flags[name])),
    (name) => settings[name].flag?.split(' ')[0] ?? name,
  );
  if ('error' in fromFlags) return fromFlags;
  const chosen: Choices = { ...fromFile.ok, ...fromEnv.ok, ...fromFlags.ok };
  // Somebody who says how often expects backups.
  if (chosen.backupEvery !== undefined && chosen.backupTo === undefined) return { error: say.backupsNowhere };
  const { tlsCert, tlsKey } = chosen;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    return { error: say.tlsNeedsBoth(tlsKey === undefined ? '--tls-key' : '--tls-cert') };
  return { ok: complete({ ...wishes(chosen), ...chosen }, env) };
}

/** The wishes of the person who is logged in. They come after all settings, and one that does not fit is dropped. */
function wishes(chosen: Choices): Choices {
  const { theme, notifications } = keptPreferences(configFolder(chosen));
  const given: Readonly<Partial<Record<SettingName, unknown>>> = { theme, notify: notifications?.yourTurn };
  return pick((name) => (Check(settings[name].schema, given[name]) ? given[name] : undefined));
}

function complete(choices: Choices, env: Env): Config {
  const port = choices.port ?? settings.port.default;
  const profile = choices.profile ?? null;
  return Object.freeze<Config>({
    host: (choices.lan ?? settings.lan.default) ? '::' : 'localhost',
    port,
    tls: tlsOf(choices),
    databaseUrl: choices.databaseUrl ?? null,
    databaseSchema: choices.databaseSchema ?? settings.databaseSchema.default,
    redisUrl: choices.redisUrl ?? null,
    get dataDir() {
      return resolve(choices.dataDir ?? usualFolders().data ?? noHome('dataDir'));
    },
    durability: choices.durability === 'relaxed' ? 'relaxed' : 'full',
    graceSeconds: choices.graceSeconds ?? settings.graceSeconds.default,
    visible: (choices.visible ?? settings.visible.default) as Config['visible'],
    abandonedAfter: choices.abandonedAfter ?? settings.abandonedAfter.default,
    limits: (choices.rateLimits ?? settings.rateLimits.default) ? limitTable(choices.limits) : null,
    trustProxy: choices.trustProxy ?? settings.trustProxy.default,
    allowedHosts: listOf(choices.allowHost),
    allowedOrigins: listOf(choices.allowOrigin),
    metricsForAll: (choices.metrics ?? settings.metrics.default) === 'all',
    logLevel: choices.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'),
    backups: backupsOf(choices),
    get configDir() {
      return configFolder(choices) ?? noHome('configDir');
    },
    profile,
    isServerNamed: choices.server !== undefined,
    server: serverUrl(choices.server ?? `ws://127.0.0.1:${port || settings.port.default}`),
    ca: choices.ca === undefined ? null : resolve(choices.ca),
    isPlaintextFine: choices.plaintext ?? settings.plaintext.default,
    token: choices.token ?? null,
    noColor: choices.noColor ?? settings.noColor.default,
    notify: notifyBy(choices.notify ?? settings.notify.default),
    advice: choices.advice ?? settings.advice.default,
    rtl: choices.rtl === undefined ? orderOf(env) : choices.rtl === 'visual' ? 'visual' : 'terminal',
    screenReader: choices.screenReader ?? env['INK_SCREEN_READER'] === 'true',
    terminalProgram: env['TERM_PROGRAM'] || null,
    isRemote: Boolean(env['SSH_CONNECTION']),
    ...looksOf(choices, env),
  });
}

function tlsOf({ tlsCert, tlsKey }: Choices): Config['tls'] {
  return tlsCert === undefined || tlsKey === undefined
    ? null
    : { cert: resolve(tlsCert), key: resolve(tlsKey) };
}

function backupsOf({ backupTo, backupEvery, backupKeep }: Choices): Config['backups'] {
  if (backupTo === undefined) return null;
  return {
    folder: resolve(backupTo),
    every: durationOf(backupEvery ?? settings.backupEvery.default),
    keep: backupKeep ?? settings.backupKeep.default,
  };
}

function noHome(name: SettingName): never {
  throw new ConfigFault('setting_missing', say.noHome(settings[name].variable));
}

/** The values of a list with commas, in small letters as URLs have them. */
const listOf = (text = '') =>
  text
    .toLowerCase()
    .split(',')
    .filter((one) => one !== '');

/** The default limits, with the changes from a text such as `login=5/900,join=30/60`. */
function limitTable(given = ''): LimitTable {
  const others = given
    .split(',')
    .filter((one) => one !== '')
    .map((one) => {
      const [name = '', points, seconds] = one.split(/[=/]/);
      return [name, { points: Number(points), seconds: Number(seconds) }];
    });
  return { ...defaultLimits, ...(Object.fromEntries(others) as Partial<LimitTable>) };
}

/** Logins are stored by this URL, so each server has only one spelling. The default path is `/ws`. */
function serverUrl(text: string): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = '/ws';
  url.hash = '';
  return url.href;
}

function readSettings(path: string): Outcome<Choices> {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { error: unreadable(path, error) };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { error: say.notObject(path) };
  const stranger = Object.keys(given).find((key) => !namesInFile.some((name) => name === key));
  if (stranger !== undefined) return { error: say.unknownKey(path, { key: stranger, names: namesInFile }) };
  const checked = check(given, (name) => say.inFile(name, path));
  if ('error' in checked) return checked;
  const absolute = Object.entries(checked.ok).map(([name, value]) => {
    const isPath = settings[name as SettingName].schema === Path;
    return [name, isPath ? resolve(dirname(path), String(value)) : value];
  });
  return { ok: Object.fromEntries(absolute) as Choices };
}

/** The schemas are read, not compiled: every command checks a few values, and checks them once. */
function check(values: object, called: (name: SettingName) => string): Outcome<Choices> {
  const given = Object.entries(values) as [SettingName, unknown][];
  const [wrong] = given.find(([name, value]) => !Check(settings[name].schema, value)) ?? [];
  if (wrong) return { error: say.mustBe(called(wrong), settings[wrong].takes) };
  const { redisUrl } = values as Choices;
  return redisUrl === undefined || isRedisUrl(redisUrl)
    ? { ok: values }
    : { error: say.brokenUrl(called('redisUrl')) };
}

function pick(valueOf: (name: SettingName) => unknown): object {
  return Object.fromEntries(
    names.map((name) => [name, valueOf(name)] as const).filter(([, value]) => value !== undefined),
  );
}

/** The value of a text. A text that does not fit stays as it is, and is refused later. */
function typed(name: SettingName, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Any value of the variable counts: https://no-color.org.
  if (name === 'noColor') return true;
  switch (settings[name].schema.type) {
    case 'boolean':
      return /^(on|true|yes|1)$/i.test(value) || (/^(off|false|no|0)$/i.test(value) ? false : value);
    case 'integer':
      return /^\d+$/.test(value) ? Number(value) : value;
    case 'string':
      return value;
  }
}

function unreadable(path: string, error: unknown): string {
  if (error instanceof SyntaxError) return say.notJson(path);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return say.missing(path);
    case 'EACCES':
      return say.forbidden(path);
    default:
      return say.unreadable(path, String(code));
  }
}
