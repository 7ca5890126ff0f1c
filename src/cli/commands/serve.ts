import type { Config } from '../../config/load.ts';
import { createLog, type Log } from '../../config/log.ts';
import type { Node } from '../../node/node.ts';
import { words } from '../../words/index.ts';
import { keepAsTyped } from '../../words/plain.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { lanUrls, serverFlag } from '../session/addresses.ts';
import { startHost } from '../session/host.ts';
import { hasScreen } from '../session/screen.ts';
import { untilSignal } from '../session/signals.ts';
import { createWarnings, type Warnings } from '../session/warnings.ts';

const say = words.hosting.serve;

/** The server stops after this time, even if something has not ended. */
const stopWithin = 5_000; // ms

/**
 * `whist serve`: runs a server until a signal, then stops it and loses nothing. On a terminal it shows a page, and
 * otherwise it logs.
 */
export const serveCommand: Run = async ({ config, json }) => {
  const asked = untilSignal();
  const hasPage = hasScreen() && !json;
  const warnings = createWarnings();
  const log = hasPage ? createLog('warn', warnings) : createLog(config.logLevel);
  logWarnings(log);
  const starting = startHost(config, hasPage ? { log, tell: note } : { log });
  // A start may wait for other servers. Nothing is lost if it ends in the middle.
  const early = await Promise.race([starting.then(() => null), asked]);
  if (early) process.exit(early.exitCode);
  const node = await starting;
  if (hasPage) await showPage(config, { node, warnings, stopped: asked });
  else tell(config, node, json);
  const { exitCode } = await (hasPage
    ? Promise.race([asked, Promise.resolve({ exitCode: exitCodes.ok })])
    : asked);
  if (!json) note(say.stopping);
  // A second signal ends the process at once. If the database hangs, the process ends after `stopWithin`.
  const now = () => process.exit(exitCode);
  void untilSignal().then(now);
  const late = setTimeout(now, stopWithin);
  await node.close();
  clearTimeout(late);
  if (json) writeJson({ event: 'stopped' });
  return exitCode;
};

/** Node writes warnings, also those of libraries, to standard error as plain text. The log is JSON. */
function logWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => log.warn({ warning: name }, message));
}

/** Says where the server listens. */
function tell(config: Config, node: Node, json: boolean): void {
  const { url, port } = node;
  const fingerprint = node.fingerprint();
  const others = config.host === '::' ? lanUrls(url) : [];
  const dataDir = config.databaseUrl === null ? config.dataDir : null;
  if (!json) {
    const line = { fingerprint, isOpen: config.host === '::' };
    return note(say.welcome({ url, flag: serverFlag(url), others: others.map(serverFlag), line, dataDir }));
  }
  writeJson({
    event: 'listening',
    url,
    port,
    ...(fingerprint !== null && { fingerprint }),
    pid: process.pid,
    urls: [url, ...others],
    database: dataDir === null ? 'postgresql' : 'embedded',
    ...(dataDir !== null && { dataDir }),
  });
}

interface Shown {
  readonly node: Node;
  readonly warnings: Warnings;
  /** Resolves at a signal. */
  readonly stopped: Promise<unknown>;
}

/** Shows the page of the server until somebody stops it. */
async function showPage(config: Config, { node, warnings, stopped }: Shown): Promise<void> {
  const { runHost } = await import('../../tui/index.ts');
  const { url } = node;
  const [elsewhere] = config.host === '::' ? lanUrls(url) : [];
  await runHost(
    {
      url,
      elsewhere: elsewhere?.replace(/\/ws$/, '') ?? null,
      howTo: say.howToBegin(serverFlag(url)),
      fingerprint: node.fingerprint,
      database: say.database(config.databaseUrl === null ? config.dataDir : null),
      look: () => look(node, warnings),
      noColor: config.noColor,
      isRead: config.screenReader,
    },
    stopped,
  );
}

async function look(node: Node, warnings: Warnings) {
  const status = await node.status();
  for (const name of status.rooms.flatMap(({ players }) => players)) keepAsTyped(name);
  return { ...status, warnings: warnings.newest() };
}
