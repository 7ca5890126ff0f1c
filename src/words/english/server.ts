/** The sentences of a server: why it cannot start, its log, its pages. */
export const server = {
  start: {
    portInUse: (port: number) =>
      `Port ${port} is in use, perhaps by another whist; stop it, or choose another with --port.`,
    portNotPermitted: (host: string, port: number) =>
      `This user may not listen on port ${port} of ${host}; choose another with --port.`,
    folderUnwritable: (folder: string, code: string) =>
      `The data folder ${folder} cannot be written (${code}): choose another with --data-dir.`,
  },
  diskFull:
    'The disk is full: nothing more can be saved. Make room and start whist again; every answered action is kept.',
  log: {
    migrated: 'The schema has been brought up to date.',
    listening: 'Listening.',
    stopping: 'Stopping.',
    stopped: 'Stopped.',
    failed: 'Something failed.',
    databaseAway: 'The database does not answer; players are told to try again.',
    databaseBack: 'The database is there.',
    redisAway: 'Redis does not answer; this node goes on without it.',
    redisBack: 'Redis is there.',
  },
};
