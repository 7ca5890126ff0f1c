import { Type, type Static } from 'typebox';
import { words } from '../words/index.ts';
import { serverSettings } from './server-settings.ts';
import { Path, type Setting } from './setting.ts';

const say = words.settings.table;

/** All settings. The reader and the settings page are made from this table. */
export const settings = {
  ...serverSettings,
  configDir: {
    usedBy: 'client',
    flag: null,
    variable: 'WHIST_CONFIG_DIR',
    schema: Path,
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
  ca: {
    usedBy: 'client',
    flag: '--ca <file>',
    variable: 'WHIST_CA',
    schema: Path,
    default: null,
    unit: null,
    ...say.ca,
  },
  plaintext: {
    usedBy: 'client',
    flag: '--plaintext',
    variable: 'WHIST_PLAINTEXT',
    schema: Type.Boolean(),
    default: false,
    unit: null,
    ...say.plaintext,
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
