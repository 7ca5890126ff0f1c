import type { ErrorObject } from 'ajv';
import { fieldName, refusalSentence, wireWords } from '../words/index.ts';
import { methods, type MethodName, type Params } from './methods.ts';
import { errorCode, refusal, refuse, type Refusal, type Refused } from './reasons.ts';
import { errorsOf, firstErrorsOf, misfitOf } from './validation.ts';

/** The most bytes in a frame. Only score sheets need more than a thousand. */
export const maximumFrame = 64 * 1024; // bytes
/** The most bytes in a frame on a socket that nobody is logged in on. */
export const maximumFirstFrame = 4 * 1024; // bytes

/** All faults of a frame are looked for if it has at most so many characters: a larger one can have thousands. */
const smallFrame = 1024;
/** An answer names at most so many faults. */
const mostFaults = 20;

/** The id of a request as JSON, with the digits that the client wrote: a number of JavaScript would round it. */
export type RequestId = string;

/** An id of a request has at most so many characters. */
const longestId = 64;

/** A request that has passed the gate: its params fit its method. */
export type Request = {
  [M in MethodName]: { readonly id: RequestId; readonly method: M; readonly params: Params<M> };
}[MethodName];

/**
 * The gate: it checks one text frame and returns a request, or a refusal to answer with. `id` is the id of
 * the request, or null if the frame has no usable one.
 */
export function parseRequest(frame: string): { request: Request } | (Refused & { id: RequestId | null }) {
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    return { id: null, ...refuse('parse_error') };
  }
  if (!isObject(message)) return { id: null, ...refuse('invalid_request') };
  const { jsonrpc, id: given, method, params = {}, ...extra } = message;
  const id = idOf(given, frame);
  if (id === null) return { id, ...refuse('invalid_request') };
  if (jsonrpc !== '2.0' || typeof method !== 'string' || Object.keys(extra).length > 0) {
    return { id, ...refuse('invalid_request') };
  }
  if (!isMethod(method)) return { id, ...refuse('unknown_method', { data: { method } }) };
  const check = frame.length > smallFrame ? firstErrorsOf : errorsOf;
  const errors = check(methods[method].params, params);
  if (errors.length > 0) return { id, refused: invalidParams(method, errors) };
  return { request: { id, method, params } as Request };
}

/** The text of an answer. `result` is JSON already, so that a state is encoded once for everybody. */
export function answerText(id: RequestId, result: string): string {
  return `{"jsonrpc":"2.0","id":${id},"result":${result}}`;
}

/** The text of a refusal. */
export function refusalText(id: RequestId | null, { reason, message, data }: Refusal): string {
  const error = { code: errorCode(reason), message, data: { reason, ...data } };
  return `{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}`;
}

/** The text of a notification; `params` is JSON already. */
export function notificationText(method: string, params: string): string {
  return `{"jsonrpc":"2.0","method":"${method}","params":${params}}`;
}

/** Why the value of a param does not fit a method, in a sentence; null if it fits. */
export function misfitOfParam(method: MethodName, param: string, value: unknown): string | null {
  const errors = errorsOf(methods[method].params, { [param]: value });
  const own = errors.filter(({ instancePath }) => instancePath.split('/')[1] === param);
  if (own.length === 0) return null;
  const { reason, message, data = {} } = invalidParams(method, own);
  return refusalSentence({ reason, message, data });
}

function invalidParams(method: string, errors: readonly ErrorObject[]): Refusal {
  const faults = errors
    .filter(({ keyword }) => keyword !== 'anyOf')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, mostFaults)
    .map((error) => ({ param: nameOf(error), fault: misfitOf(error) }));
  const [first] = faults;
  const { explanations } = wireWords;
  const message = first
    ? explanations.param(fieldName(first.param, wireWords), first.fault)
    : explanations.params(method);
  return refusal('invalid_params', { message, data: { faults } });
}

/** A value that may be one of several is first told what is wrong with it, and only then how others look. */
function rank({ keyword }: ErrorObject): number {
  return ['type', 'required', 'additionalProperties'].indexOf(keyword);
}

/** `length.rounds` */
function nameOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const property = { additionalProperties: 'additionalProperty', required: 'missingProperty' }[keyword];
  const extra: unknown = property === undefined ? undefined : params[property];
  return [path, extra].filter((part) => part !== undefined && part !== '').join('.') || 'params';
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id as it goes back; null if a request cannot have it. */
function idOf(id: unknown, frame: string): RequestId | null {
  if (typeof id === 'string') return id.length <= longestId ? JSON.stringify(id) : null;
  if (typeof id !== 'number' || !Number.isFinite(id)) return null;
  const digits = digitsOf(id, frame);
  return digits !== undefined && digits.length <= longestId ? digits : null;
}

/** The number under `id` as the frame has it; undefined if the frame is too deep to tell. */
function digitsOf(id: number, frame: string): string | undefined {
  // Nearly every client writes its frames so, and the other way takes five times as long as the rest of the gate.
  if (frame.startsWith(`{"jsonrpc":"2.0","id":${id},`)) return String(id);
  const found = new Map<unknown, string | undefined>();
  function look(this: unknown, ...[key, value, context]: Reviving): unknown {
    if (key === 'id') found.set(this, context?.source);
    return value;
  }
  try {
    return found.get(JSON.parse(frame, look));
  } catch {
    return undefined;
  }
}

/** The types of the library do not know the context yet. */
type Reviving = [key: string, value: unknown, context?: { readonly source?: string }];
