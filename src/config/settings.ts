import { Type, type Static, type TSchema } from 'typebox';
import { words } from '../words/index.ts';
import { durationPattern } from './duration.ts';
import { defaultLimits, limitNames } from './limits.ts';

/** One row of the table of settings. The reader and the settings page are made from it. */
export interface Setting {
  readonly usedBy: 'server' | 'client' | 'operator' | 'everybody';
  /**
   * The flag as a command line declares it. A default there would win over everything else, so there is none.
   */
  readonly flag: string | null;
  readonly variable: string;
  /** The type. In text, a boolean is `on` or `off`. */
  readonly schema: TSchema;
  /** Null if it depends on something else, as the description says. */
  readonly default: number | boolean | string | null;
  readonly unit: string | null;
  /** Ends the sentence “… must be”. */
  readonly takes: string;
  readonly description: string;
}

const limitsPattern = `^((${limitNames.join('|')})=[1-9]\\d{0,5}/[1-9]\\d{0,5}(,|$))+$`;

const say = words.settings.table;
const defaultLimitsText = limitNames
  .map((name) => `${name}=${defaultLimits[name].points}/${defaultLimits[name].seconds}`)
  .join(',');

const Folder = Type.String({ format: 'folder' });

export const settings = {
  lan: {
    usedBy: 'server',
    flag: '--lan',
    variable: 'WHIST_LAN',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.lan,
  },
  port: {
    usedBy: 'everybody',
    flag: '--port <number>',
    variable: 'WHIST_PORT',
    schema: Type.Integer({ minimum: 0, maximum: 65_535 }),
    default: 4440,
    unit: null,
    ...say.port,
  },
  databaseUrl: {
    usedBy: 'server',
    flag: '--database-url <url>',
    variable: 'WHIST_DATABASE_URL',
    schema: Type.String({ format: 'database-url' }),
    default: null,
    unit: null,
    ...say.databaseUrl,
  },
  databaseSchema: {
    usedBy: 'server',
    flag: '--database-schema <name>',
    variable: 'WHIST_DATABASE_SCHEMA',
    // Names that begin with pg_ belong to PostgreSQL.
    schema: Type.String({ pattern: '^(?!pg_)[A-Za-z_][A-Za-z0-9_-]{0,62}$' }),
    default: 'public',
    unit: null,
    ...say.databaseSchema,
  },
  redisUrl: {
    usedBy: 'server',
    flag: '--redis-url <url>',
    variable: 'WHIST_REDIS_URL',
    schema: Type.String({ pattern: '^rediss?://' }),
    default: null,
    unit: null,
    ...say.redisUrl,
  },
  dataDir: {
    usedBy: 'server',
    flag: '--data-dir <folder>',
    variable: 'WHIST_DATA_DIR',
    schema: Folder,
    default: null,
    unit: null,
    ...say.dataDir,
  },
  durability: {
    usedBy: 'server',
    flag: '--durability <how>',
    variable: 'WHIST_DURABILITY',
    schema: Type.String({ pattern: '^(full|relaxed)$' }),
    default: 'full',
    unit: null,
    ...say.durability,
  },
  rateLimits: {
    usedBy: 'server',
    flag: '--rate-limits <on|off>',
    variable: 'WHIST_RATE_LIMITS',
    schema: Type.Boolean(),
    default: true,
    unit: null,
    ...say.rateLimits,
  },
  limits: {
    usedBy: 'server',
    flag: null,
    variable: 'WHIST_LIMITS',
    schema: Type.String({ pattern: limitsPattern }),
    default: null,
    unit: 'count/seconds',
    takes: say.limits.takes,
    description: words.settings.defaultIs(say.limits.description, defaultLimitsText),
  },
  trustProxy: {
    usedBy: 'server',
    flag: '--trust-proxy',
    variable: 'WHIST_TRUST_PROXY',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.trustProxy,
  },
  allowHost: {
    usedBy: 'server',
    flag: '--allow-host <names>',
    variable: 'WHIST_ALLOW_HOST',
    schema: Type.String({ pattern: '^[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*$' }),
    default: null,
    unit: null,
    ...say.allowHost,
  },
  allowOrigin: {
    usedBy: 'server',
    flag: '--allow-origin <origins>',
    variable: 'WHIST_ALLOW_ORIGIN',
    schema: Type.String({ pattern: '^https?://[^/,\\s]+(,https?://[^/,\\s]+)*$' }),
    default: null,
    unit: null,
    ...say.allowOrigin,
  },
  metrics: {
    usedBy: 'server',
    flag: '--metrics <who>',
    variable: 'WHIST_METRICS',
    schema: Type.String({ pattern: '^(loopback|all)$' }),
    default: 'loopback',
    unit: null,
    ...say.metrics,
  },
  logLevel: {
    usedBy: 'server',
    flag: '--log-level <level>',
    variable: 'WHIST_LOG_LEVEL',
    schema: Type.String({ pattern: '^(silent|error|warn|info|debug)$' }),
    default: null,
    unit: null,
    ...say.logLevel,
  },
  graceSeconds: {
    usedBy: 'server',
    flag: null,
    variable: 'WHIST_GRACE_SECONDS',
    schema: Type.Integer({ minimum: 0, maximum: 86_400 }),
    default: 60,
    unit: 'seconds',
    ...say.graceSeconds,
  },
  visible: {
    usedBy: 'server',
    flag: '--visible <who>',
    variable: 'WHIST_VISIBLE',
    schema: Type.String({ pattern: '^(everybody|played|nobody)$' }),
    default: 'everybody',
    unit: null,
    ...say.visible,
  },
  abandonedAfter: {
    usedBy: 'server',
    flag: '--abandoned-after <days>',
    variable: 'WHIST_ABANDONED_AFTER',
    schema: Type.Integer({ minimum: 0, maximum: 3650 }),
    default: 30,
    unit: 'days',
    ...say.abandonedAfter,
  },
  backupTo: {
    usedBy: 'server',
    flag: '--backup-to <folder>',
    variable: 'WHIST_BACKUP_TO',
    schema: Folder,
    default: null,
    unit: null,
    ...say.backupTo,
  },
  backupEvery: {
    usedBy: 'server',
    flag: '--backup-every <time>',
    variable: 'WHIST_BACKUP_EVERY',
    schema: Type.String({ pattern: durationPattern }),
    default: '24h',
    unit: null,
    ...say.backupEvery,
  },
  backupKeep: {
    usedBy: 'server',
    flag: '--backup-keep <number>',
    variable: 'WHIST_BACKUP_KEEP',
    schema: Type.Integer({ minimum: 1, maximum: 10_000 }),
    default: 7,
    unit: null,
    ...say.backupKeep,
  },
  configDir: {
    usedBy: 'client',
    flag: null,
    variable: 'WHIST_CONFIG_DIR',
    schema: Folder,
    default: null,
    unit: null,
    ...say.configDir,
  },
  profile: {
    usedBy: 'client',
    flag: '--profile <name>',
    variable: 'WHIST_PROFILE',
    schema: Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' }),
    default: null,
    unit: null,
    ...say.profile,
  },
  server: {
    usedBy: 'client',
    flag: '--server <url>',
    variable: 'WHIST_SERVER',
    schema: Type.String({ format: 'websocket-url' }),
    default: null,
    unit: null,
    ...say.server,
  },
  token: {
    usedBy: 'operator',
    flag: '--token <token>',
    variable: 'WHIST_OPERATOR_TOKEN',
    schema: Type.String({ pattern: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){2}$' }),
    default: null,
    unit: null,
    ...say.token,
  },
  noColor: {
    usedBy: 'everybody',
    flag: '--no-color',
    variable: 'NO_COLOR',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.noColor,
  },
  theme: {
    usedBy: 'everybody',
    flag: '--theme <name>',
    variable: 'WHIST_THEME',
    schema: Type.String({ pattern: '^(auto|dark|light|high-contrast|none)$' }),
    default: 'auto',
    unit: null,
    ...say.theme,
  },
  ascii: {
    usedBy: 'everybody',
    flag: '--ascii',
    variable: 'WHIST_ASCII',
    schema: Type.Boolean(),
    default: null,
    unit: null,
    ...say.ascii,
  },
  language: {
    usedBy: 'everybody',
    flag: '--language <language>',
    variable: 'WHIST_LANGUAGE',
    schema: Type.String({ pattern: '^(auto|en|he)$' }),
    default: 'auto',
    unit: null,
    ...say.language,
  },
  notify: {
    usedBy: 'client',
    flag: null,
    variable: 'WHIST_NOTIFY',
    schema: Type.String({ pattern: '^(bell|title|both|off)$' }),
    default: 'both',
    unit: null,
    ...say.notify,
  },
  advice: {
    usedBy: 'client',
    flag: null,
    variable: 'WHIST_ADVICE',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.advice,
  },
  rtl: {
    usedBy: 'everybody',
    flag: '--rtl <how>',
    variable: 'WHIST_RTL',
    schema: Type.String({ pattern: '^(terminal|visual)$' }),
    default: null,
    unit: null,
    ...say.rtl,
  },
  screenReader: {
    usedBy: 'client',
    flag: '--screen-reader',
    variable: 'WHIST_SCREEN_READER',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.screenReader,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The settings that are given, each with its type. */
export type Choices = { readonly [K in SettingName]?: Static<(typeof settings)[K]['schema']> };

/** The settings file: a JSON object with names of the table. */
export const settingsFile = {
  flag: '--config <file>',
  variable: 'WHIST_CONFIG',
  description: words.settings.file,
} as const;
