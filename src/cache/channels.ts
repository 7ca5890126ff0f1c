import type { UserNews, UserNewsChannel } from '../accounts/index.ts';
import type { RoomNews, RoomNewsChannel } from '../rooms/index.ts';
import type { Broadcasts } from '../server/index.ts';
import { channels } from './keys.ts';

/** Brings text to everybody who listens, the sender included. Text may be lost. */
export interface PubSub {
  publish(channel: string, text: string): void;
  subscribe(channel: string, listener: (text: string) => void): () => void;
}

/** The news between nodes, over anything that brings text from one node to the others. */
export function createChannels(
  pubSub: PubSub,
  nodeId: string,
): { roomNews: RoomNewsChannel; userNews: UserNewsChannel; broadcasts: Broadcasts } {
  const own = `{"from":"${nodeId}"`;

  function tell(channel: string, news: object) {
    pubSub.publish(channel, JSON.stringify({ from: nodeId, ...news }));
  }

  function follow(channel: string, listener: (news: object) => void): () => void {
    return pubSub.subscribe(channel, (text) => {
      // Skip news from this node itself.
      if (text.startsWith(own)) return;
      const { from, ...news } = parse(text);
      // Text without a sender is not from a node.
      if (from !== undefined) listener(news);
    });
  }

  return {
    roomNews: {
      tell: (code, news) => tell(channels.room(code), news),
      follow: (code, listener) => follow(channels.room(code), (news) => listener(news as RoomNews)),
    },
    userNews: {
      tell: (userId, news) => tell(channels.user(userId), news),
      follow: (userId, listener) => follow(channels.user(userId), (news) => listener(news as UserNews)),
    },
    broadcasts: {
      tell: (message) => pubSub.publish(channels.broadcast, JSON.stringify({ message })),
      follow: (listener) =>
        pubSub.subscribe(channels.broadcast, (text) => {
          const { message } = parse(text);
          if (typeof message === 'string') listener(message);
        }),
    },
  };
}

/** The fields that hold times. They are sent as text. */
const moments: ReadonlySet<string> = new Set(['at', 'since']);

/** The message in a text; empty if the text is something else. */
function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text, (key, one: unknown) =>
      moments.has(key) && typeof one === 'string' ? new Date(one) : one,
    );
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
