/** The sentences of a server: why it cannot start, its log, its pages. */
export const server = {
  start: {
    portInUse: (port: number) =>
      `Port ${port} is in use, perhaps by another whist; stop it, or choose another with --port.`,
    portNotPermitted: (host: string, port: number) =>
      `This user may not listen on port ${port} of ${host}; choose another with --port.`,
    secretReadable: (file: string) =>
      `Others can read ${file}: run chmod 600 on it, or remove it so that a new one is made and everybody logs in again.`,
    secretBroken: (file: string) =>
      `${file} does not hold a secret of this program: remove it so that a new one is made and everybody logs in again.`,
    folderUnwritable: (folder: string, code: string) =>
      `The data folder ${folder} cannot be written (${code}): choose another with --data-dir.`,
    fileUnreadable: (flag: string, { file, code }: { readonly file: string; readonly code: string }) =>
      `The file ${file} cannot be read (${code}): name another with ${flag}, or let this user read it.`,
    noCertificate: (file: string) =>
      `There is no certificate in ${file}: name a file in PEM with --tls-cert, one that has -----BEGIN CERTIFICATE-----.`,
    noKey: (file: string) =>
      `There is no private key without a passphrase in ${file}: name a file in PEM with --tls-key.`,
    otherKey: (cert: string, key: string) =>
      `The key in ${key} does not belong to the certificate in ${cert}: name the two that were made together.`,
    pairUnusable: (cert: string, code: string) =>
      `The certificate in ${cert} cannot be used with its key (${code}): name another with --tls-cert and --tls-key.`,
  },
  diskFull:
    'The disk is full: nothing more can be saved. Make room and start whist again; every answered action is kept.',
  pages: {
    healthy: 'ok',
    ready: 'ready',
    notReady: 'not ready',
    onlyGet: 'Only GET is answered here.',
    notFound: 'whist speaks WebSocket at /ws',
    headerRefused: {
      host: 'This server does not answer to the name in the address. Use its IP address, or start it with --allow-host and the name.',
      origin:
        'Web pages of this origin may not connect. To let them in, start the server with --allow-origin.',
    },
    tooManyWaiting: 'Too many connections of this address wait for their login; try again in a moment.',
    metricsForThisMachine: 'The metrics are for this machine alone; start the server with --metrics all.',
  },
  metrics: {
    requests: 'Requests, by method and by outcome: ok, or the reason of the refusal',
    requestSeconds: 'From a request to its answer',
    commitSeconds: 'Transactions that save changes of rooms',
    changes: 'Changes of rooms in those transactions, saved or not',
    connections: 'Open sockets',
    openRooms: 'Rooms that somebody on this node is in',
    lastBackup: 'When the newest backup was begun, or 0 if there is none',
    cacheUp: 'Whether Redis answers, or 1 where there is none',
  },
  log: {
    migrated: 'The schema has been brought up to date.',
    listening: 'Listening.',
    certificateRenewed: 'New connections get the new certificate.',
    certificateKept: (why: string) => `The certificate of before is still used. ${why}`,
    stopping: 'Stopping.',
    stopped: 'Stopped.',
    failed: 'Something failed.',
    databaseAway: 'The database does not answer; players are told to try again.',
    databaseBack: 'The database answers again.',
    redisAway: 'Redis does not answer; this node goes on without it.',
    redisBack: 'Redis answers again.',
    nodesWithoutRedis:
      'Another node uses this database. News between them takes up to half a second without Redis: give all of them the same --redis-url.',
  },
};
