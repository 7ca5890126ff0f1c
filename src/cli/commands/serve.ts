import { networkInterfaces } from 'node:os';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { note, writeJson } from '../output.ts';
import { startHost } from '../session/host.ts';
import { untilSignal } from '../session/signals.ts';

const say = words.hosting.serve;

/** To stop takes no longer than this, whatever it waits for. */
const stopWithin = 5_000; // ms

/** `whist serve`: hosts until a signal asks it to stop, then stops without losing anything. */
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
        isUsual: node.url === 'ws://127.0.0.1:4440/ws',
        others,
        dataDir: config.databaseUrl === null ? config.dataDir : null,
      }),
    );
  }
  const { exitCode } = await asked;
  if (!json) note(say.stopping);
  // A second signal ends it at once, and so does a database that hangs.
  const now = () => process.exit(exitCode);
  void untilSignal().then(now);
  const late = setTimeout(now, stopWithin);
  await node.close();
  clearTimeout(late);
  if (json) writeJson({ event: 'stopped' });
  return exitCode;
};

/** The addresses by which other machines of the network reach this one. */
function lanUrls(port: number): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `ws://${address}:${port}/ws`);
}
