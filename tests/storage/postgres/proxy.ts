import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A way to a PostgreSQL server that can lose connections without a word. Resolves with the URL of the same database
 * through it.
 */
export async function silentProxy(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    open.add(client);
    client.on('data', (data) => silent.has(client) || server.write(data));
    server.on('data', (data) => silent.has(client) || client.write(data));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(client);
        if (!silent.has(client)) other.destroy();
      });
    }
    proxy.on('close', () => {
      client.destroy();
      server.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    url: url.href,
    /** From now on nothing passes on the connections that are open; new ones work. Returns how many are open. */
    lose(): number {
      for (const client of open) silent.add(client);
      return open.size;
    },
    close: () => void proxy.close().emit('close'),
  };
}
