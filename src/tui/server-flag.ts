import { createContext, useContext, useEffect, useState } from 'react';

/** The option of a command line that names this server, with a space before it; empty if it needs none. */
export interface ServerFlags {
  /** For a terminal on this machine. */
  readonly here: string;
  /** For every machine in the network; null if others cannot reach the server. It takes a moment to find out. */
  readonly elsewhere: Promise<string | null>;
  /** All options of a later command of the same person, each with a space before it; none by default. */
  readonly later?: string;
}

export const ServerFlag = createContext<ServerFlags>({ here: '', elsewhere: Promise.resolve(null) });

/** The options as far as they are known. */
export function useServerFlag(): {
  readonly here: string;
  readonly elsewhere: string | null;
  readonly later: string;
} {
  const { here, elsewhere, later = '' } = useContext(ServerFlag);
  const [known, setKnown] = useState<string | null>(null);
  useEffect(() => void elsewhere.then(setKnown), [elsewhere]);
  return { here, elsewhere: known, later };
}
