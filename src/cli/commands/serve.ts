import { networkInterfaces } from 'node:os';
import type { Run } from '../main.ts';
import { startHost } from '../session/host.ts';
import { note, writeJson } from '../output.ts';
import { untilSignal } from '../signals.ts';

/** A stop takes no longer than this, whatever it waits for. */
const stopWithin = 5_000; // ms

/** `whist serve`: hosts until it is told to stop, then stops without losing anything. */
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
      welcome(
        node.url,
        others,
        config.databaseUrl === null ? `embedded, in ${config.dataDir}` : 'PostgreSQL',
      ),
    );
  }
  const { exitCode } = await asked;
  if (!json) note('Stopping: finishing what was asked and saying goodbye.');
  // Who is in a hurry asks again, and who waits for a database that hangs has waited long enough.
  const now = () => process.exit(exitCode);
  void untilSignal().then(now);
  const late = setTimeout(now, stopWithin);
  await node.close();
  clearTimeout(late);
  if (json) writeJson({ event: 'stopped' });
  return exitCode;
};

function welcome(url: string, others: readonly string[], database: string): string {
  const isUsual = url === 'ws://127.0.0.1:4440/ws';
  return [
    `whist is listening on ${[url, ...others].join(' and ')}`,
    `  database  ${database}`,
    '',
    isUsual ? 'In another terminal:' : `In another terminal, each with --server ${url}:`,
    '  npx whist register      make an account, once',
    '  npx whist create        open a room; it shows a code',
    '  npx whist join CODE     the other three join with the code',
    '  npx whist play          or keep score for all four on this device',
    ...others.map((other) => `From another machine add --server ${other}`),
    '',
    'Ctrl-C stops it; nothing is lost, tables go on when it is started again.',
  ].join('\n');
}

/** Where other machines of the network reach this one. */
function lanUrls(port: number): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `ws://${address}:${port}/ws`);
}
