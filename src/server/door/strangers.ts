import type { Socket } from 'node:net';
import { networkOf } from '../../accounts/index.ts';

/** How many connections may be open. */
export interface Bounds {
  /** All of them. The other handles are for files: without one, the embedded database cannot do its work. */
  readonly all: number;
  /** Those of one address that nobody is logged in on, after their upgrade. */
  readonly waiting: number;
  /** All that nobody is logged in on. The others are for people who are. */
  readonly open: number;
}

export type Strangers = ReturnType<typeof createStrangers>;

/**
 * The connections on which nobody is logged in. If there are too many, the address with most of them loses its oldest
 * one, so that handles are left for others.
 */
export function createStrangers(bounds: Bounds) {
  /** By their ports: a connection has one socket below TLS and one above it. The oldest first. */
  const open = new Map<string, Stranger>();
  const waiting = new Map<string, number>();
  /** Also those on which somebody is logged in. */
  const all = new Set<string>();

  function cutOne() {
    const counts = new Map<string, number>();
    for (const { network } of open.values()) counts.set(network, (counts.get(network) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const [name, oldest] = [...open].find(([, { network }]) => counts.get(network) === most) ?? [];
    if (name === undefined || !oldest) return;
    open.delete(name);
    oldest.socket.destroy();
  }

  return {
    /** A new connection, or one on which nobody is logged in any longer. */
    watch(socket: Socket): void {
      const name = nameOf(socket);
      open.set(name, { socket, network: networkOf(socket.remoteAddress ?? '') });
      if (!all.has(name)) {
        all.add(name);
        socket.once('close', () => {
          all.delete(name);
          open.delete(name);
        });
      }
      if (open.size > bounds.open || all.size > bounds.all) cutOne();
    },
    /** Somebody has logged in on this connection. */
    admit: (socket: Socket): void => void open.delete(nameOf(socket)),
    /** Cuts those who are left when the server stops. */
    cutAll(): void {
      for (const { socket } of open.values()) socket.destroy();
    },
    /** Whether another socket of this address may wait for its login. */
    mayWait: (address: string): boolean => (waiting.get(networkOf(address)) ?? 0) < bounds.waiting,
    /** Counts a socket of this address that waits for its login, or, with -1, one that waits no longer. */
    count(address: string, change: 1 | -1): void {
      const network = networkOf(address);
      const now = (waiting.get(network) ?? 0) + change;
      if (now > 0) waiting.set(network, now);
      else waiting.delete(network);
    },
  };
}

interface Stranger {
  readonly socket: Socket;
  readonly network: string;
}

const nameOf = ({ remoteAddress, remotePort, localAddress, localPort }: Socket): string =>
  [remoteAddress, remotePort, localAddress, localPort].join(' ');

/** Sockets of one address that may wait for their login; four friends behind one router need four. */
const waitingOfAddress = 50;

/** The files that this process has open beside its connections, most of them those of the embedded database. */
const files = 192;

/**
 * The bounds on this machine. Nobody is logged in on a quarter of the connections at most. Without limits any number of
 * sockets of one address may wait for their login, but handles are left for the files even then.
 */
export function usualBounds({ hasLimits }: { readonly hasLimits: boolean }): Bounds {
  const all = Math.max(32, handles() - files);
  const waiting = hasLimits ? waitingOfAddress : Infinity;
  return { all, waiting, open: Math.max(16, Math.floor(all / 4)) };
}

/** The limit of open files. It is infinite where none is told. */
function handles(): number {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: Readonly<Record<string, { readonly soft: number | string }>>;
  };
  const limit = Number(userLimits?.['open_files']?.soft ?? Infinity);
  return Number.isNaN(limit) ? Infinity : limit;
}
