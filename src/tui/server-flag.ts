import { createContext } from 'react';

/** The option of a command line that names this server, with a space before it; empty if it needs none. */
export interface ServerFlags {
  /** For a terminal on this machine. */
  readonly here: string;
  /** For every machine in the network; null if others cannot reach the server. */
  readonly elsewhere: string | null;
}

export const ServerFlag = createContext<ServerFlags>({ here: '', elsewhere: null });
