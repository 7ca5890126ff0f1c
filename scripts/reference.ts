import type { TSchema } from 'typebox';
import {
  Changed,
  closeCodes,
  errorCode,
  maximumFrame,
  methods,
  Nothing,
  notifications,
  type Method,
  type Reason,
} from '../src/protocol/index.ts';
import { words } from '../src/words/index.ts';
import { nameOf, shapes } from './shapes.ts';

/** Shapes with fields. Each has its own section, and the rest of the page refers to it by name. */
const sections = new Map(
  [...shapes].filter(([, schema]) => Object.keys((schema as Shape).properties ?? {}).length > 0),
);

const accessWords: Record<Method['access'], string> = {
  anybody: 'needs no login',
  operator: 'for the operator of the server',
  user: 'requires login',
  member: 'for members of the room',
  player: 'for seated players and the host',
  host: 'for the host',
};

const effectWords: Record<Method['effect'], string> = {
  read: 'Changes nothing, and may be sent again.',
  write:
    'Takes `commandId` (optional, a UUID) besides its own params. If it is sent again with the same id, it gives the first answer again and changes nothing. `auth.register` and `auth.changePassword` begin one more session instead, because tokens are not stored.',
  room: 'Changes a room. Takes `commandId` in the same way and, if the room is there already, `version` (optional): the change is refused with the current state if the room has another version by now. Answers `{ version, event, state }`, and every other member of the room gets the same in `room.updated`. There is no `event` if nothing changed, for example when a player joins again.',
  session: 'Is about the login of this socket. Takes no `commandId`: if the answer is lost, log in again.',
};

const gameInRequests = `## A game in requests

\`\`\`json
{"jsonrpc":"2.0","id":1,"method":"auth.register","params":{"username":"dana","email":"dana@example.org","password":"eight or more","displayName":"Dana"}}
{"jsonrpc":"2.0","id":2,"method":"room.create","params":{"commandId":"0195f2c0-7c1e-7a54-9d7e-2f6f3d1c9a10","length":{"rounds":8}}}
\`\`\`

The others log in on sockets of their own and send \`room.join\` with the code; the host sends \`room.start\`. From then on \`status\` says what the table waits for, and \`round.turn\` says for which seat:

| \`status\` | possible now | then |
| --- | --- | --- |
| \`waiting\` | \`room.join\`, \`room.leave\`, \`room.seats\`, \`room.addGuest\`, with four seats taken \`room.start\` | \`bidding_trump\` |
| \`bidding_trump\` | by \`turn\`: \`auction.bid\` of at least \`minimumBid\` that beats \`highestBid\` (a larger amount, or the same in a higher suit: clubs, diamonds, hearts, spades, no trump), or \`auction.pass\`; by the host \`auction.record\` | three passes after a bid, or 13 no trump: \`bidding_contract\`; four passes without a bid: \`frisch\`, or the same round dealt again when there is no frisch left |
| \`frisch\` | \`frisch.done\` | \`bidding_trump\`; \`minimumBid\` may be higher |
| \`bidding_contract\` | by \`turn\`, the declarer first: \`contract.set\`. The declarer sets at least the amount of the bid. The last player may not set \`forbidden\` | \`playing\` after the fourth |
| \`playing\` | \`trick.claim\` thirteen times, or \`round.record\` once with four numbers that add up to 13 | \`round_complete\`, or \`finished\` when the length of the game is reached |
| \`round_complete\` | \`round.next\` | \`bidding_trump\` |
| \`finished\` | \`round.correct\` and \`log.undo\` by the host | |

At any time after the start any player may send \`log.undo\`, and the host may send \`round.correct\` for a finished round and \`game.end\`. After the end only the host may undo. With \`passIsFinal\` a seat that has passed is skipped, and the auction is over when there is a bid and only one seat is left.`;

const statesOrEvents = `## States or events

A member gets the whole state of a room with every change. A client that knows the rules can ask for less, with \`updates: "events"\` in \`room.join\`, \`room.watch\` or \`room.state\`. These three still answer the state. After them the answers to changes on this socket are \`{ version, event }\`, \`room.updated\` is \`{ code, version, event }\`, and the data of \`version_conflict\` has no state.

The client applies each event to the state it has. \`type\` and \`payload\` are an action of the rules. If the people changed, the event has \`hostId\` and \`seats\` as they are now. After an undo or a corrected sheet it has the changed parts of the \`game\`. \`foldEvent\` in \`src/protocol/fold.ts\` does all this. The version of an event is one more than that of the state before it; the version of a \`presence\` event is the same. If it is not, an event is missing: ask \`room.state\`.`;

/** The reference page of the wire, in Markdown. */
export function referencePage(): string {
  return (
    [
      '# The wire',
      'Generated from `src/protocol/` by `npm run docs`: make changes there.',
      `JSON-RPC 2.0 over WebSocket, path \`/ws\`, one request or answer a text frame of at most ${maximumFrame / 1024} KiB. Requests come from the client, each with an \`id\` (a string or a number); the server answers them in the order in which a socket sent them. A socket first logs in with \`auth.register\`, \`auth.login\`, \`auth.resume\` or \`auth.refresh\`; only \`auth.reset\` and the methods of the operator (\`admin.…\`) need no login. Fields that a method does not know are refused.`,
      gameInRequests,
      statesOrEvents,
      '## Requests',
      'Each method has an effect, the access that it requires, and the limit that counts it:',
      table(['effect', 'meaning'], Object.entries(effectWords)),
      ...Object.entries(methods).map(([name, method]) => methodSection(name, method)),
      '## Notifications',
      ...Object.entries(notifications).map(([name, { summary, params }]) =>
        [`### \`${name}\``, summary, fields(params)].join('\n\n'),
      ),
      'When a player comes or goes, `room.updated` has an event of type `presence`, and the version stays the same.',
      '## Shapes',
      ...[...sections].map(([name, schema]) =>
        [`### ${name}`, note(schema), fields(schema)].filter(Boolean).join('\n\n'),
      ),
      '## Errors',
      'A refusal is a JSON-RPC `error { code, message, data }`. `data.reason` is stable; `message` is one sentence for a person. `data.faults` of `invalid_params` names what is wrong with the params: at most 20 faults, and only the first one of a frame with more than 1,024 characters.',
      table(
        ['reason', 'code', 'message'],
        Object.entries(words.reasons).map(([reason, text]) => [
          `\`${reason}\``,
          String(errorCode(reason as Reason)),
          text,
        ]),
      ),
      '## Close codes',
      table(['code', 'why'], Object.entries(closeCodes)),
    ].join('\n\n') + '\n'
  );
}

function methodSection(name: string, { summary, effect, access, limit, params, result }: Method): string {
  const own = { ...params, properties: without(params.properties, ['commandId', 'version']) };
  return [
    `### \`${name}\``,
    summary,
    `*${effect}* · ${accessWords[access]} · ${limit ? `counted by \`${limit}\`` : 'not counted'}`,
    fields(own) || 'No params.',
    effect === 'room' && result === Changed ? '' : `Answers ${answerWords(result)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function answerWords(result: TSchema): string {
  if (result === Nothing) return '`{}`.';
  if (sectionOf(result)) return `${typeName(result)}.`;
  const description = note(result);
  return description ? `${description}.` : `${typeName(result)}:\n\n${fields(result)}`;
}

interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly items?: Shape | readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The fields of an object as a table, in Markdown; empty if it has none. */
export function fields(schema: TSchema | Shape): string {
  const { properties = {}, required = [] } = schema as Shape;
  const rows = Object.entries(properties).map(([name, shape]) => [
    `\`${name}\`${required.includes(name) ? '' : '?'}`,
    typeName(shape),
    shape.description ?? '',
  ]);
  return rows.length > 0 ? table(['field', 'type', 'what it is'], rows) : '';
}

function sectionOf(schema: TSchema | Shape): string | undefined {
  const name = nameOf(schema);
  return name !== undefined && sections.has(name) ? name : undefined;
}

/** A type as a person reads it. */
function typeName(schema: TSchema | Shape): string {
  const name = sectionOf(schema);
  if (name) return `[${name}](#${name.toLowerCase()})`;
  const shape = schema as Shape;
  if (shape.const !== undefined) return `\`${JSON.stringify(shape.const)}\``;
  if (shape.enum) return shape.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ');
  if (shape.anyOf) return shape.anyOf.map(typeName).join(' or ');
  if (Array.isArray(shape.items)) return `[${typeName(shape.items[0] as Shape)} × ${shape.items.length}]`;
  if (shape.type === 'array') return `list of ${typeName(shape.items as Shape)}`;
  if (shape.type === 'object' && shape.properties) return `{ ${Object.keys(shape.properties).join(', ')} }`;
  const range = shape.minimum === undefined ? '' : ` ${shape.minimum} to ${shape.maximum ?? '…'}`;
  return `${shape.type ?? 'anything'}${range}`;
}

function note(schema: TSchema): string {
  return (schema as Shape).description ?? '';
}

function without(properties: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
