import type { Socket } from 'node:net';
import { networkOf } from '../../accounts/index.ts';

/** How many connections may be open on which nobody is logged in. */
export interface Bounds {
  /** Of one address, after their upgrade. */
  readonly waiting: number;
  /** Of all addresses together, as long as no handle is missing for people who are logged in. */
  readonly open: number;
}

export type Strangers = ReturnType<typeof createStrangers>;

/**
 * The connections on which nobody is logged in. If there are too many, the address with most of them loses its oldest
 * one, so that handles are left for others. Without `bounds` nothing is limited.
 */
export function createStrangers(bounds: Bounds | null) {
  /** The oldest first. */
  const open = new Map<Socket, string>();
  const waiting = new Map<string, number>();

  function cutOne() {
    const counts = new Map<string, number>();
    for (const network of open.values()) counts.set(network, (counts.get(network) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const [oldest] = [...open].find(([, network]) => counts.get(network) === most) ?? [];
    if (!oldest) return;
    open.delete(oldest);
    oldest.destroy();
  }

  return {
    /** A new connection. */
    watch(socket: Socket): void {
      open.set(socket, networkOf(socket.remoteAddress ?? ''));
      socket.once('close', () => open.delete(socket));
      if (bounds && open.size > bounds.open) cutOne();
    },
    /** Somebody has logged in on this connection. */
    admit: (socket: Socket): void => void open.delete(socket),
    /** Whether another socket of this address may wait for its login. */
    mayWait: (address: string): boolean =>
      bounds === null || (waiting.get(networkOf(address)) ?? 0) < bounds.waiting,
    /** Counts a socket of this address that waits for its login, or, with -1, one that waits no longer. */
    count(address: string, change: 1 | -1): void {
      const network = networkOf(address);
      const now = (waiting.get(network) ?? 0) + change;
      if (now > 0) waiting.set(network, now);
      else waiting.delete(network);
    },
  };
}

/** Sockets of one address that may wait for their login; four friends behind one router need four. */
const waitingOfAddress = 50;

/** The bounds on this machine: a quarter of the handles that this process may have. */
export function usualBounds(): Bounds {
  return { waiting: waitingOfAddress, open: Math.max(16, Math.floor(handles() / 4)) };
}

/** The limit of open files. It is infinite where none is told. */
function handles(): number {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: Readonly<Record<string, { readonly soft: number | string }>>;
  };
  const limit = Number(userLimits?.['open_files']?.soft ?? Infinity);
  return Number.isNaN(limit) ? Infinity : limit;
}
