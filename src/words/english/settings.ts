/** The words about settings: their descriptions, and the faults of a value. */
export const settings = {
  /** `description` is for the help and the page of settings; `takes` completes the sentence “… must be”. */
  table: {
    lan: {
      description: 'Listen on every network of this machine, over IPv4 and IPv6, not only on loopback.',
      takes: 'on or off',
    },
    port: {
      description: 'The port of the server. 0 takes any free one.',
      takes: 'a whole number from 0 to 65535',
    },
    tlsCert: {
      description:
        'The certificate of the server, in PEM, with those between it and its authority. With it every connection is encrypted (https and wss). The server reads it again when it changes.',
      takes: 'a file',
    },
    tlsKey: {
      description: 'The private key of that certificate, in PEM, without a passphrase.',
      takes: 'a file',
    },
    databaseUrl: {
      description:
        'A PostgreSQL database, 15 or later. Without sslmode the connection has no TLS. By default the embedded one in the data folder.',
      takes:
        'a URL like postgresql://user:password@host:5432/name, with the signs / ? # @ % in its parts escaped (@ is %40)',
    },
    databaseSchema: {
      description:
        'The schema of the tables in PostgreSQL. It is made if it is not there and the role may make one.',
      takes: 'a name of at most 63 letters, digits, - and _',
    },
    redisUrl: {
      description:
        'A Redis server, 7 or later. Several nodes on one database need it to tell each other about changes. By default none.',
      takes: 'a URL that begins with redis:// or rediss://',
    },
    dataDir: {
      description:
        'The folder of the embedded database and of the secret of the server. By default whist in the XDG data folder.',
      takes: 'a folder',
    },
    durability: {
      description:
        'With full, the disk has each action before it is answered, and a power cut loses nothing. With relaxed, the embedded database is faster, and a power cut may damage it. PostgreSQL has settings of its own.',
      takes: 'full or relaxed',
    },
    rateLimits: {
      description:
        'Tell a client that asks too often when to try again. Turn it off for load generators on loopback.',
      takes: 'on or off',
    },
    limits: {
      description: 'How many requests of each kind are allowed, as count/seconds.',
      takes: 'limits like login=5/900,join=30/60',
    },
    trustProxy: {
      description:
        'Trust the last address of X-Forwarded-For. Use it only if all connections come through a load balancer.',
      takes: 'on or off',
    },
    allowHost: {
      description:
        'More names by which clients may reach the server, with commas. Its addresses and the names of the machine are always allowed.',
      takes: 'host names like whist.example.org,cards.example.org, without a port',
    },
    allowOrigin: {
      description:
        'Web pages that may connect, by their origins, with commas. Programs that are no browsers need none.',
      takes: 'origins like https://club.example.org',
    },
    metrics: {
      description: 'Whether only this machine may read /metrics, or everybody who reaches the port.',
      takes: 'loopback or all',
    },
    logLevel: {
      description:
        'How much the log on standard error tells, one JSON value a line. By default info, and warn on a terminal.',
      takes: 'silent, error, warn, info or debug',
    },
    graceSeconds: {
      description: 'How long a player may be away before the others may act for them.',
      takes: 'a whole number from 0 to 86400',
    },
    visible: {
      description:
        'The people who see the page of a player who has not chosen it: everybody, played (those who finished a game with them) or nobody.',
      takes: 'everybody, played or nobody',
    },
    abandonedAfter: {
      description: 'After so long without an action a game is ended as it stands. 0 leaves it open.',
      takes: 'a whole number of days from 0 to 3650',
    },
    backupTo: {
      description:
        'A folder for regular backups, which the server makes while it runs. By default it makes none.',
      takes: 'a folder',
    },
    backupEvery: {
      description: 'How long after the newest backup in the folder the server makes the next one.',
      takes: 'a time like 24h, with s, m, h or d',
    },
    backupKeep: {
      description: 'How many of these backups stay. Older ones are deleted once a new one is whole.',
      takes: 'a whole number from 1 to 10000',
    },
    configDir: {
      description: 'The folder of your logins on this machine. By default whist in the XDG config folder.',
      takes: 'a folder',
    },
    profile: {
      description:
        'The name of another identity on this machine, with logins of its own, so that several people can use it at once.',
      takes: '1 to 32 letters, digits, - and _',
    },
    server: {
      description: 'The server to play on. By default the one on this machine, ws://127.0.0.1:4440/ws.',
      takes: 'a URL like ws://192.168.1.20:4440/ws',
    },
    ca: {
      description:
        'The certificate of a private authority, in PEM. Only certificates that it has signed are accepted then. By default the authorities of this machine.',
      takes: 'a file',
    },
    plaintext: {
      description:
        'Connect without a question when the line is not encrypted and leads to an address that is not private: others can read the password and the login on the way.',
      takes: 'on or off',
    },
    token: {
      description:
        'The token of an operator, from `whist admin token`. By default one is made with the secret of the server.',
      takes: 'a token that `whist admin token` has printed',
    },
    noColor: {
      description: 'No colours. Any value of the variable that is not empty means on.',
      takes: 'on or off',
    },
    theme: {
      description:
        'The colours: auto, dark, light, high-contrast or none. auto asks COLORFGBG, and is dark without it.',
      takes: 'auto, dark, light, high-contrast or none',
    },
    ascii: {
      description:
        'Draw with ASCII signs only. By default on a dumb terminal, and where LC_ALL, LC_CTYPE or LANG names no UTF-8.',
      takes: 'on or off',
    },
    language: {
      description:
        'The language of screens and messages: en, he, or auto, which is that of the locale. A settings file is read too late for it. With --json everything is in English.',
      takes: 'auto, en or he',
    },
    notify: {
      description:
        'How a terminal tells that the turn is yours, beside the screen itself: with its bell, in its title, or both.',
      takes: 'bell, title, both or off',
    },
    advice: {
      description:
        'Show what each contract scores, and what overtakes the player who is ahead. The key a of a terminal switches it.',
      takes: 'on or off',
    },
    rtl: {
      description:
        'terminal: the terminal puts right-to-left text in order by itself. visual: it does not, so whist does. By default terminal; visual in GNOME Terminal and its family, which whist tells to leave the order alone, and on the Linux console.',
      takes: 'terminal or visual',
    },
    screenReader: {
      description:
        'Say the screens of a room in sentences, one below the other, for a screen reader. INK_SCREEN_READER=true does the same.',
      takes: 'on or off',
    },
  },
  file: 'A JSON file of settings, each under its name. Flags and variables win over it.',
  defaultIs: (description: string, value: string) => `${description} By default ${value}.`,

  backupsNowhere: 'Backups need a folder: name one with --backup-to, or in WHIST_BACKUP_TO.',
  tlsNeedsBoth: (missing: string) =>
    `TLS needs a certificate and its key: give --tls-cert and --tls-key; ${missing} is missing.`,
  mustBe: (name: string, takes: string) => `${name} must be ${takes}.`,
  notFile: (path: string) =>
    `There is something else than a file at ${path}: move it away, or name another folder in WHIST_CONFIG_DIR.`,
  fileOfAnother: (path: string) =>
    `The file ${path} belongs to another user: run whist as that user, or name another folder in WHIST_CONFIG_DIR.`,
  fileLocked: (path: string) =>
    `The file ${path} may not be written: run chmod 600 on it, or name another folder in WHIST_CONFIG_DIR.`,
  noHome: (variable: string) =>
    `The home folder of this user is not known: name a folder in ${variable}, or set HOME.`,
  brokenUrl: (name: string) =>
    `${name} is a URL that cannot be read; write each sign of its password that is not a letter or a digit as % and two digits, / as %2F and @ as %40.`,
  inFile: (name: string, path: string) => `"${name}" in the settings file ${path}`,
  unknownKey: (path: string, { key, names }: { readonly key: string; readonly names: readonly string[] }) =>
    `The settings file ${path} has an unknown key ${JSON.stringify(key)}; it may have ${names.join(', ')}.`,
  notObject: (path: string) => `The settings file ${path} must hold one JSON object.`,
  notJson: (path: string) => `The settings file ${path} is not JSON.`,
  missing: (path: string) => `The settings file ${path} is not there.`,
  forbidden: (path: string) => `The settings file ${path} may not be read.`,
  unreadable: (path: string, code: string) => `The settings file ${path} cannot be read (${code}).`,
};
