import { methods, notifications } from '../src/protocol/index.ts';

/** The AsyncAPI 3 document of the wire, as a plain value. */
export function asyncApi(version: string): object {
  const requests = Object.entries(methods).map(([name, method]) => ({
    key: name,
    summary: method.summary,
    message: message(name, {
      jsonrpc: { const: '2.0' },
      id: { type: ['string', 'number'] },
      method: { const: name },
      params: method.params,
    }),
    answer: message(`${name} answer`, {
      jsonrpc: { const: '2.0' },
      id: { type: ['string', 'number'] },
      result: method.result,
    }),
  }));
  const told = Object.entries(notifications).map(([name, { summary, params }]) => ({
    key: name,
    summary,
    message: message(name, { jsonrpc: { const: '2.0' }, method: { const: name }, params }),
  }));
  const messages = [
    ...requests.flatMap(({ key, message, answer }) => [
      [key, message],
      [`${key}.answer`, answer],
    ]),
    ...told.map(({ key, message }) => [key, message]),
  ];
  const ref = (key: string) => ({ $ref: `#/channels/table/messages/${key}` });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'whist',
      version,
      description:
        'JSON-RPC 2.0 over WebSocket. The server receives requests and sends answers and notifications.',
    },
    channels: { table: { address: '/ws', messages: Object.fromEntries(messages) as object } },
    operations: Object.fromEntries([
      ...requests.map(({ key, summary }) => [
        key,
        {
          action: 'receive',
          summary,
          channel: { $ref: '#/channels/table' },
          messages: [ref(key)],
          reply: { channel: { $ref: '#/channels/table' }, messages: [ref(`${key}.answer`)] },
        },
      ]),
      ...told.map(({ key, summary }) => [
        key,
        { action: 'send', summary, channel: { $ref: '#/channels/table' }, messages: [ref(key)] },
      ]),
    ]) as object,
  };
}

function message(name: string, properties: Record<string, unknown>): object {
  return { name, payload: { type: 'object', properties, required: Object.keys(properties) } };
}
