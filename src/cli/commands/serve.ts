import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { note, writeJson } from '../output.ts';
import { lanUrls, serverFlag } from '../session/addresses.ts';
import { startHost } from '../session/host.ts';
import { untilSignal } from '../session/signals.ts';

const say = words.hosting.serve;

/** The server stops after this time, even if something has not ended. */
const stopWithin = 5_000; // ms

/** `whist serve`: runs a server until a signal, then stops it and loses nothing. */
export const serveCommand: Run = async ({ config, json }) => {
  const asked = untilSignal();
  const node = await startHost(config);
  const database = config.databaseUrl === null ? 'embedded' : 'postgresql';
  const others = config.host === '0.0.0.0' ? lanUrls(node.port) : [];
  if (json) {
    const folder = config.databaseUrl === null ? { dataDir: config.dataDir } : {};
    writeJson({
      event: 'listening',
      url: node.url,
      port: node.port,
      pid: process.pid,
      urls: [node.url, ...others],
      database,
      ...folder,
    });
  } else {
    note(
      say.welcome({
        url: node.url,
        flag: serverFlag(node.url),
        others: others.map(serverFlag),
        dataDir: config.databaseUrl === null ? config.dataDir : null,
      }),
    );
  }
  const { exitCode } = await asked;
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
