export type Listener = (text: string) => void;

/** The listeners of channels. */
export function createListeners() {
  const channels = new Map<string, Set<Listener>>();
  return {
    /** Adds a listener and says whether it is the first of the channel. */
    add(channel: string, listener: Listener): boolean {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return listeners.size === 1;
    },
    /** Removes a listener and says whether it was the last of the channel. */
    remove(channel: string, listener: Listener): boolean {
      const listeners = channels.get(channel);
      if (!listeners?.delete(listener) || listeners.size > 0) return false;
      return channels.delete(channel);
    },
    has: (channel: string, listener: Listener): boolean => channels.get(channel)?.has(listener) ?? false,
    of: (channel: string): readonly Listener[] => [...(channels.get(channel) ?? [])],
    /** The channels that somebody listens to. */
    channels: (): readonly string[] => [...channels.keys()],
  };
}
