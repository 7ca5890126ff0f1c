import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server. A test can cut it, or stop the data from the server. */
export async function createLine(port: number) {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isDeaf = false;
  let isDown = false;
  let delay = 0; // ms
  /** Passes data on after the delay, in order. */
  const later = (work: () => void) => (delay > 0 ? void setTimeout(work, delay) : work());
  const server = createServer((near) => {
    if (isDown) return near.destroy();
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on('data', (data) => later(() => far.write(data)));
    far.on('data', (data) => {
      if (!isDeaf) later(() => near.write(data));
    });
    for (const socket of pair) socket.on('close', end).on('error', end);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = () => {
    for (const [near] of pairs) near.destroy();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`,
    cut,
    /** While true, no data comes back from the server. */
    deafen: (deaf: boolean) => {
      isDeaf = deaf;
    },
    /** Makes the line so slow in each direction, in ms. */
    slow: (each: number) => {
      delay = each;
    },
    /** Refuses new connections. */
    takeDown: (down: boolean) => {
      isDown = down;
      if (down) cut();
    },
    connections: () => pairs.size,
    close: () => {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
