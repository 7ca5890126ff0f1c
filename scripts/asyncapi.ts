import { format } from 'oxfmt';
import { methods, notifications } from '../src/protocol/index.ts';
import { nameOf, shapes } from './shapes.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/**
 * The largest size of the document. Tools read it as a whole, and it grows if a shape is written out twice.
 */
const largest = 220_000; // characters

/** The AsyncAPI 3 document of the wire, as text. */
export async function asyncApiText(version: string): Promise<string> {
  const document = asyncApi(version);
  const lost = references(document).find((pointer) => at(document, pointer) === undefined);
  if (lost !== undefined) throw new Error(`the AsyncAPI document refers to ${lost}, which is not there`);
  const { code: text } = await format('asyncapi.json', JSON.stringify(document), { printWidth: 110 });
  if (text.length > largest)
    throw new Error(`the AsyncAPI document has ${text.length} characters; at most ${largest} are allowed`);
  return text;
}

/** The document. Every named shape is in it once, and every answer that several methods share. */
function asyncApi(version: string): JsonObject {
  const requests = Object.entries(methods);
  const told = Object.entries(notifications);
  const channel = { $ref: '#/channels/table' };
  const sent = (key: string) => ({ $ref: `#/channels/table/messages/${key}` });
  const receive = ([key, { summary }]: (typeof requests)[number]) => [
    key,
    {
      action: 'receive',
      summary,
      channel,
      messages: [sent(key)],
      reply: { channel, messages: [sent(`${key}.answer`)] },
    },
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'whist',
      version,
      description:
        'JSON-RPC 2.0 over WebSocket. The server receives requests and sends answers and notifications.',
    },
    channels: {
      table: {
        address: '/ws',
        messages: objectOf([
          ...requests.flatMap(([key, { params, result }]) => [
            [key, message('Request', { method: { const: key }, params: referring(params) })],
            [`${key}.answer`, answer(result)],
          ]),
          ...told.map(([key, { params }]) => [
            key,
            message('Notification', { method: { const: key }, params: referring(params) }),
          ]),
        ]),
      },
    },
    operations: objectOf([
      ...requests.map(receive),
      ...told.map(([key, { summary }]) => [key, { action: 'send', summary, channel, messages: [sent(key)] }]),
    ]),
    components: {
      messages: objectOf(
        requests.flatMap(([, { result }]) => {
          const name = nameOf(result);
          return name === undefined ? [] : [[name, message('Answer', { result: shape(name) })]];
        }),
      ),
      schemas: {
        ...frames,
        ...objectOf([...shapes].map(([name, schema]) => [name, withReferences(schema)])),
      },
    },
  };
}

const jsonrpc = { const: '2.0' };
const id = { type: ['string', 'number'] };
/** The fields that every frame of a kind has; the rest depends on the method. */
const frames = {
  Request: { type: 'object', properties: { jsonrpc, id }, required: ['jsonrpc', 'id', 'method', 'params'] },
  Answer: { type: 'object', properties: { jsonrpc, id }, required: ['jsonrpc', 'id', 'result'] },
  Notification: { type: 'object', properties: { jsonrpc }, required: ['jsonrpc', 'method', 'params'] },
};
const shape = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const objectOf = (entries: readonly (readonly Json[])[]) => Object.fromEntries(entries) as JsonObject;

function message(frame: keyof typeof frames, properties: JsonObject): JsonObject {
  return { payload: { allOf: [shape(frame)], properties } };
}

function answer(result: object): JsonObject {
  const name = nameOf(result);
  return name === undefined
    ? message('Answer', { result: withReferences(result) })
    : { $ref: `#/components/messages/${name}` };
}

/** A reference to a shape that has a name. Other shapes are written out, with references for their parts. */
function referring(schema: object): Json {
  const name = nameOf(schema);
  return name === undefined ? withReferences(schema) : shape(name);
}

function withReferences(schema: object): Json {
  const part = (value: unknown) =>
    typeof value === 'object' && value !== null ? referring(value) : (value as Json);
  if (Array.isArray(schema)) return schema.map(part);
  return objectOf(Object.entries(schema).map(([key, value]) => [key, part(value)]));
}

function references(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, Json]) =>
    key === '$ref' ? String(part) : references(part),
  );
}

/** The part of a document that a reference points to. */
function at(document: Json, reference: string): Json | undefined {
  return reference
    .split('/')
    .slice(1)
    .reduce<Json | undefined>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as JsonObject)[key] : undefined),
      document,
    );
}
