/** Why a database cannot be opened. */
export const storage = {
  schemaTooNew: (migration: string) =>
    `The database has the migration ${migration}, which this program does not know: use the version of whist that made it, or a newer one.`,
  folderLocked: (folder: string, holder: string) =>
    `${holder} is using ${folder}: stop it, or choose another folder with --data-dir.`,
  process: (pid: number) => `Process ${pid}`,
  processOn: (pid: number, host: string) => `Process ${pid} on ${host}`,
  anotherProcess: 'Another process',
  folderWaiting: (folder: string, seconds: number) =>
    `The last server in ${folder} was not stopped, or runs on another machine: waiting ${seconds} seconds for a sign of it.`,
  folderUnlockable: (file: string) =>
    `The file system of ${file} cannot lock a file, and without a lock two servers would destroy the data: choose a folder on another one with --data-dir.`,
  folderUnwritable: (folder: string, code: string) =>
    `The data folder ${folder} cannot be written (${code}): choose another with --data-dir.`,
  fileOfAnother: (file: string) =>
    `This user may not write ${file}: start whist as the user who made it, or give the data folder to this user with chown -R.`,
  tooFewHandles: (needed: number) =>
    `This process may open too few files: give it at least ${needed} with ulimit -n ${needed}, and one more for each terminal.`,
  databaseLost: (path: string) =>
    `${path} is missing, and this data folder held a database. Nothing was changed: put the missing files back, or move this folder away and restore a backup with \`whist restore FILE\`.`,
  databaseOfSecret: (path: string) =>
    `${path} is missing, but the secret of a server is beside it. Nothing was changed: put the database back, or move this folder away and restore a backup with \`whist restore FILE\`. If the server only used PostgreSQL, choose another folder with --data-dir.`,
  databaseShortened: (path: string) =>
    `A part of ${path} is missing, so the database is damaged. Nothing was changed: move the data folder away and restore a backup with \`whist restore FILE\`.`,
  databaseDamaged: (folder: string, why: string) =>
    `The database in ${folder} is damaged and does not start (${why}): move the data folder away and restore a backup with \`whist restore FILE\`.`,
  diskFull: (folder: string) => `The disk of ${folder} is full: free some space, then start again.`,
  databaseUrlUnknown:
    'The database URL is not one of PostgreSQL: write it like postgres://user:password@host:5432/name, with / ? # @ % in the user, the password and the name escaped (@ is %40).',
  databaseUnreachable: (place: string, why: string) =>
    `PostgreSQL at ${place} cannot be used (${why}): start it, or correct the database URL.`,
  sslModeUnknown: (modes: string) => `The sslmode of the database URL is unknown: it may be ${modes}.`,
  sslRootNeeded:
    'With sslmode=verify-ca the database URL needs sslrootcert, the file of the certificate authority; without one use sslmode=verify-full.',
  sslFileUnreadable: (file: string, code: string) =>
    `The file ${file} of the database URL cannot be read (${code}): correct the URL, or the rights of the file.`,
  encodingUnfit: (name: string, encoding: string) =>
    `The database ${name} has the encoding ${encoding}, which does not hold every name: make one with create database … encoding 'UTF8' template template0.`,
  searchPathUnfit: ({ path, role, schema }: { path: string; role: string; schema: string }) =>
    `A pooler before PostgreSQL does not let whist choose the schema ${schema}, and the role has search_path = ${path}: run alter role ${role} set search_path = ${schema}, or name the schema with --database-schema.`,
  settingUnfit: ({ name, value, role }: { name: string; value: string; role: string }) =>
    `The session has ${name} = ${value}, with which whist cannot work: run alter role ${role} reset ${name}, and the same for the database, or set it to the default of PostgreSQL.`,
  migrationWaiting:
    'Waiting for another whist that changes the tables of the same database. Ctrl-C stops waiting.',
  /** Why a database cannot be backed up, or a backup cannot be restored. */
  backup: {
    noDatabase: (folder: string) =>
      `There is no database in ${folder}: name the folder of the server with --data-dir, or its PostgreSQL with --database-url.`,
    noTables: 'The database has no tables of whist, so there is nothing to back up.',
    noSpace: (folder: string) =>
      `The disk of ${folder} has no space for a copy of the database, which a backup needs for a while: free some space.`,
    busy: (folder: string) => `The database in ${folder} is being started or stopped: try again in a moment.`,
    notBackup: (file: string) => `${file} is no backup of whist.`,
    otherFormat: (file: string) =>
      `${file} is a backup in a format that this program does not know: use a newer version of whist.`,
    damaged: (file: string) =>
      `The backup ${file} is damaged or not whole: its digest does not match. Use another backup.`,
    schemaTooNew: (file: string, migration: string) =>
      `The backup ${file} has the migration ${migration}, which this program does not know: use the version of whist that made it, or a newer one.`,
    unwritable: (file: string, code: string) =>
      `The backup ${file} cannot be written (${code}): free some space, or name another file.`,
    strangeTable: (table: string) => `The backup has a table ${table} that its schema does not have.`,
    used: 'There are accounts or games in this database already, so nothing was restored: name a new folder with --data-dir, or an empty database.',
  },
  /** The database does not let the program work. */
  refusals: {
    password: 'PostgreSQL refuses the user or the password of the database URL: correct the URL.',
    login:
      'PostgreSQL does not let the user of the database URL log in from here: give the role login, or allow it in pg_hba.conf, perhaps with sslmode=require in the URL.',
    right: (message: string) =>
      `PostgreSQL refuses whist a right (${message}): grant it to the role of the database URL, use another role, or choose a schema of its own with --database-schema.`,
    table: (table: string) =>
      `The role of the database URL may not read and write the table ${table}: run grant select, insert, update, delete on it, or use the role that owns the tables.`,
    readOnly:
      'The database takes only reads now: use the primary instead of a standby, and switch off default_transaction_read_only for the role and the database.',
    missing: 'The database of the database URL is not there: make it with createdb, or correct the URL.',
    diskFull: 'The disk of the database is full: free some space, then start again.',
    damaged: (message: string) =>
      `The disk has damaged a part of the database (${message}): restore a backup with \`whist restore FILE\`; \`whist doctor\` names what can still be read.`,
    outOfMemory: 'PostgreSQL has no memory left: try again later.',
    tooMany: 'PostgreSQL takes no more connections: end some, raise max_connections, or try again later.',
    starting: 'PostgreSQL is starting or stopping: try again in a moment.',
  },
};
