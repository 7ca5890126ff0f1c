import { Type, type Static, type TSchema } from 'typebox';
import { defaultLimits, limitNames } from './limits.ts';

/** One row of the table of settings. The reader and the settings page are made from it. */
export interface Setting {
  readonly usedBy: 'server' | 'client' | 'everybody';
  /** As a command line declares it, without a default there, which would win over everything else. */
  readonly flag: string | null;
  readonly variable: string;
  /** The type; as text, booleans are on or off. */
  readonly schema: TSchema;
  /** Null where it follows from something else, which the description tells. */
  readonly default: number | boolean | string | null;
  readonly unit: string | null;
  /** Ends the sentence “… must be”. */
  readonly takes: string;
  readonly description: string;
}

const limitsPattern = `^((${limitNames.join('|')})=[1-9]\\d{0,5}/[1-9]\\d{0,5}(,|$))+$`;

const Folder = Type.String({ format: 'folder' });

export const settings = {
  lan: {
    usedBy: 'server',
    flag: '--lan',
    variable: 'WHIST_LAN',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    takes: 'on or off',
    description: 'Listens on every network of this machine, not on loopback alone.',
  },
  port: {
    usedBy: 'everybody',
    flag: '--port <number>',
    variable: 'WHIST_PORT',
    schema: Type.Integer({ minimum: 0, maximum: 65_535 }),
    default: 4440,
    unit: null,
    takes: 'a whole number from 0 to 65535',
    description: 'The port of the server; 0 takes any free one.',
  },
  databaseUrl: {
    usedBy: 'server',
    flag: '--database-url <url>',
    variable: 'WHIST_DATABASE_URL',
    schema: Type.String({ pattern: '^postgres(ql)?://' }),
    default: null,
    unit: null,
    takes: 'a URL that begins with postgresql://',
    description: 'A PostgreSQL database, 15 or later; by default the embedded one in the data folder.',
  },
  redisUrl: {
    usedBy: 'server',
    flag: '--redis-url <url>',
    variable: 'WHIST_REDIS_URL',
    schema: Type.String({ pattern: '^rediss?://' }),
    default: null,
    unit: null,
    takes: 'a URL that begins with redis:// or rediss://',
    description:
      'A Redis, 7 or later, over which several nodes on one database hear of each other; by default none.',
  },
  dataDir: {
    usedBy: 'server',
    flag: '--data-dir <folder>',
    variable: 'WHIST_DATA_DIR',
    schema: Folder,
    default: null,
    unit: null,
    takes: 'a folder',
    description:
      'Holds the embedded database and the secret of the server; by default whist in the XDG data folder.',
  },
  rateLimits: {
    usedBy: 'server',
    flag: '--rate-limits <on|off>',
    variable: 'WHIST_RATE_LIMITS',
    schema: Type.Boolean(),
    default: true,
    unit: null,
    takes: 'on or off',
    description: 'Off for load generators on loopback; on, who asks too often is told when to try again.',
  },
  limits: {
    usedBy: 'server',
    flag: null,
    variable: 'WHIST_LIMITS',
    schema: Type.String({ pattern: limitsPattern }),
    default: null,
    unit: 'count/seconds',
    takes: 'limits like login=5/900,join=30/60',
    description: `Limits that are to differ; by default ${limitNames.map((name) => `${name}=${defaultLimits[name].points}/${defaultLimits[name].seconds}`).join(',')}.`,
  },
  trustProxy: {
    usedBy: 'server',
    flag: '--trust-proxy',
    variable: 'WHIST_TRUST_PROXY',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    takes: 'on or off',
    description:
      'Believes the last address of X-Forwarded-For, for a server that only a load balancer reaches.',
  },
  metrics: {
    usedBy: 'server',
    flag: '--metrics <who>',
    variable: 'WHIST_METRICS',
    schema: Type.String({ pattern: '^(loopback|all)$' }),
    default: 'loopback',
    unit: null,
    takes: 'loopback or all',
    description: 'Who may read /metrics: this machine alone, or everybody who reaches the port.',
  },
  logLevel: {
    usedBy: 'server',
    flag: '--log-level <level>',
    variable: 'WHIST_LOG_LEVEL',
    schema: Type.String({ pattern: '^(silent|error|warn|info|debug)$' }),
    default: null,
    unit: null,
    takes: 'silent, error, warn, info or debug',
    description:
      'What the log on standard error tells, a line of JSON each; by default info, and warn on a terminal.',
  },
  graceSeconds: {
    usedBy: 'server',
    flag: null,
    variable: 'WHIST_GRACE_SECONDS',
    schema: Type.Integer({ minimum: 0, maximum: 86_400 }),
    default: 60,
    unit: 'seconds',
    takes: 'a whole number from 0 to 86400',
    description: 'How long a player may be away before the table may act for them.',
  },
  configDir: {
    usedBy: 'client',
    flag: null,
    variable: 'WHIST_CONFIG_DIR',
    schema: Folder,
    default: null,
    unit: null,
    takes: 'a folder',
    description: 'Keeps who you are logged in as on this machine; by default whist in the XDG config folder.',
  },
  server: {
    usedBy: 'client',
    flag: '--server <url>',
    variable: 'WHIST_SERVER',
    schema: Type.String({ format: 'websocket-url' }),
    default: null,
    unit: null,
    takes: 'a URL like ws://192.168.1.20:4440/ws',
    description: 'The server to play on; by default the one on this machine, ws://127.0.0.1:4440/ws.',
  },
  noColor: {
    usedBy: 'everybody',
    flag: null,
    variable: 'NO_COLOR',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    takes: 'on or off',
    description: 'No colours. Any value of the variable but an empty one means on.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** What the sources say, each setting of its type. */
export type Choices = { readonly [K in SettingName]?: Static<(typeof settings)[K]['schema']> };

/** The file that settings may stand in: a JSON object with names of the table. */
export const settingsFile = {
  flag: '--config <file>',
  variable: 'WHIST_CONFIG',
  description: 'A JSON file of settings, each under its name. Flags and variables win over it.',
} as const;
