import type { TSchema } from 'typebox';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { errorCode, refuse, refusal, type Refusal, type Refused } from './faults.ts';
import { methods, type MethodName, type Params } from './methods.ts';
import { cleanName } from './names.ts';
import { Sheet } from './sheets.ts';

/** A frame may have this many bytes; only score sheets need more than a thousand. */
export const maximumFrame = 64 * 1024; // bytes

export type RequestId = string | number;

/** A request that has passed the gate: its params are what its method takes. */
export type Request = {
  [M in MethodName]: { readonly id: RequestId; readonly method: M; readonly params: Params<M> };
}[MethodName];

const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, strictTuples: false });
ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
ajv.addFormat('room-code', /^[0-9A-Z]{6}$/i);
ajv.addFormat('moment', isMoment);
ajv.addFormat('email', /^[^\s@\p{Cc}\p{Cf}]+@[^\s@.\p{Cc}\p{Cf}]+(\.[^\s@.\p{Cc}\p{Cf}]+)+$/u);
ajv.addKeyword({
  keyword: 'readable',
  type: 'string',
  modifying: true,
  schemaType: 'number',
  error: { message: 'must be something people can read, without control or direction characters' },
  validate: (longest: number, value: string, _schema: unknown, place?: Place) => {
    const text = cleanName(value, longest);
    if (text !== null) put(place, text);
    return text !== null;
  },
});

// Codes are read out loud and some programs write UUIDs in capitals; afterwards there is one spelling of each.
ajv.addKeyword({
  keyword: 'letterCase',
  type: 'string',
  modifying: true,
  schemaType: 'string',
  validate: (letterCase: 'upper' | 'lower', value: string, _schema: unknown, place?: Place) => {
    put(place, letterCase === 'upper' ? value.toUpperCase() : value.toLowerCase());
    return true;
  },
});

/** A day or a moment in UTC that the calendar has. */
function isMoment(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{3})?)?Z)?$/.test(text)) return false;
  const date = new Date(text);
  // The 31st of February is read as a day of March, and the year 0 is none to the database.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10)) && text >= '0001';
}

const validators = new Map<string, ValidateFunction>();

/** A validator is made when it is asked for first: a client needs none of them, and to make all takes a tenth of a second. */
function validatorOf(name: string, schema: TSchema): ValidateFunction {
  const made = validators.get(name) ?? ajv.compile(schema);
  validators.set(name, made);
  return made;
}

/**
 * The gate: one text frame in, a request whose types are true out, or the refusal to answer with. `id` is that
 * of the request where the frame had a usable one, else null.
 */
export function parseRequest(frame: string): { request: Request } | (Refused & { id: RequestId | null }) {
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    return { id: null, ...refuse('parse_error') };
  }
  if (!isObject(message)) return { id: null, ...refuse('invalid_request') };
  const { jsonrpc, id, method, params = {}, ...extra } = message;
  if (!isId(id)) return { id: null, ...refuse('invalid_request') };
  if (jsonrpc !== '2.0' || typeof method !== 'string' || Object.keys(extra).length > 0) {
    return { id, ...refuse('invalid_request') };
  }
  if (!Object.hasOwn(methods, method)) return { id, ...refuse('unknown_method', { data: { method } }) };
  const validate = validatorOf(method, methods[method as MethodName].params);
  if (!validate(params)) return { id, refused: invalidParams(method, validate.errors ?? []) };
  return { request: { id, method, params } as Request };
}

/** A fault of a value: where it is, what stands there, and what should. */
export interface ShapeFault {
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: string;
}

/** The gate for score sheets: the sheet, with its names cleaned, or everything that does not fit. */
export function parseSheet(value: unknown): { ok: Sheet } | { faults: readonly ShapeFault[] } {
  const validate = validatorOf('sheet', Sheet);
  if (validate(value)) return { ok: value as Sheet };
  const faults = (validate.errors ?? []).map((error): ShapeFault => {
    const { instancePath, keyword, params, data } = error;
    const path = instancePath.split('/').slice(1);
    if (keyword === 'required')
      return { path: [...path, String(params['missingProperty'])], found: 'nothing', expected: 'a value' };
    if (keyword === 'additionalProperties')
      return {
        path: [...path, String(params['additionalProperty'])],
        found: 'a value',
        expected: 'nothing of this name',
      };
    const expected = faultOf(error)
      .replace(/^must (be|have|match) /, '')
      .replace(/^>= /, 'at least ')
      .replace(/^<= /, 'at most ');
    return { path, found: shortly(data), expected };
  });
  return { faults };
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The text of an answer. `result` is JSON already, so that a state is encoded once for everybody. */
export function answerText(id: RequestId, result: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;
}

/** The text of a refusal. */
export function refusalText(id: RequestId | null, { reason, message, data }: Refusal): string {
  const error = { code: errorCode(reason), message, data: { reason, ...data } };
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}

/** The text of a notification; `params` is JSON already. */
export function notificationText(method: string, params: string): string {
  return `{"jsonrpc":"2.0","method":"${method}","params":${params}}`;
}

function invalidParams(method: string, errors: ErrorObject[]): Refusal {
  const faults = errors
    .filter(({ keyword }) => keyword !== 'anyOf')
    .map((error) => ({ param: nameOf(error), fault: faultOf(error) }));
  const [first] = faults;
  const message = first ? `The ${first.param} ${first.fault}.` : `The params of ${method} do not fit.`;
  return refusal('invalid_params', { message, data: { faults } });
}

/** Patterns and formats are for programs; a person is told what the schema says of the value. */
function faultOf({ keyword, message, params, parentSchema }: ErrorObject): string {
  const { description } = (parentSchema ?? {}) as { description?: string };
  if ((keyword === 'pattern' || keyword === 'format') && description) {
    return `must be ${description.charAt(0).toLowerCase()}${description.slice(1).replace(/\.$/, '')}`;
  }
  if (keyword === 'minLength' || keyword === 'maxLength') {
    const bound = keyword === 'minLength' ? 'at least' : 'at most';
    return `must have ${bound} ${String(params['limit'])} characters`;
  }
  if (keyword === 'enum')
    return `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`;
  return message ?? `breaks ${keyword}`;
}

function nameOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const missing: unknown = keyword === 'additionalProperties' ? params['additionalProperty'] : undefined;
  return [path, missing].filter((part) => part !== undefined && part !== '').join('.') || 'params';
}

/** Where in its params a value stands. */
interface Place {
  readonly parentData: Record<string, unknown>;
  readonly parentDataProperty: string | number;
}

function put(place: Place | undefined, value: string): void {
  if (place) place.parentData[place.parentDataProperty] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is RequestId {
  return (
    (typeof value === 'string' && value.length <= 64) || (typeof value === 'number' && Number.isFinite(value))
  );
}
