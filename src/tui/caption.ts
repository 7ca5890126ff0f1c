import { createContext, useContext, useSyncExternalStore } from 'react';

/** Lines in place of the keys of a screen, for a terminal that somebody else types on. */
export interface CaptionSource {
  subscribe(listener: () => void): () => void;
  /** Two lines, with a line break between them. */
  lines(): string;
}

const none: CaptionSource = { subscribe: () => () => undefined, lines: () => '' };

export const Caption = createContext<CaptionSource>(none);

/** The lines of the caption; none if this terminal has no caption. */
export function useCaption(): readonly string[] {
  const { subscribe, lines } = useContext(Caption);
  const text = useSyncExternalStore(subscribe, lines);
  return text === '' ? [] : text.split('\n');
}
