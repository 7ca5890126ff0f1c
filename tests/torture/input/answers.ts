import { Ajv, type ValidateFunction } from 'ajv';
import { errorCode, isReason, methods, type Method } from '../../../src/protocol/index.ts';

/** A frame that was sent. */
export interface Frame {
  readonly text: string;
  /** The id as JSON, if the envelope is whole. Null if it is not: then the answer may have the id or null. */
  readonly id: string | null;
  /** The method, if the envelope is whole. */
  readonly method: string | null;
}

export interface Answer {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { code?: unknown; message?: unknown; data?: { reason?: unknown } };
}

const ajv = new Ajv({ strict: false, validateFormats: false });
const shapes = new Map<string, ValidateFunction>();

function misshapen(name: string, result: unknown): string | null {
  const { result: schema } = (methods as Readonly<Record<string, Method>>)[name] ?? {};
  if (!schema) return `a result of the unknown method ${name}`;
  const validate = shapes.get(name) ?? ajv.compile(schema);
  shapes.set(name, validate);
  return validate(result) ? null : `a result that is not documented: ${ajv.errorsText(validate.errors)}`;
}

/** The fault of the answer to a frame; null if it is as the protocol says. */
export function faultOf(frame: Frame, answer: Answer): string | null {
  const { jsonrpc, id, result, error, ...more } = answer;
  if (jsonrpc !== '2.0' || Object.keys(more).length > 0) return 'no JSON-RPC';
  if (!isIdOf(frame, id)) return `the answer has the id ${JSON.stringify(id)}`;
  if ((result === undefined) === (error === undefined)) return 'neither result nor error, or both';
  if (error === undefined) return frame.method === null ? null : misshapen(frame.method, result);
  const reason = error.data?.reason;
  if (!isReason(reason)) return `the unknown reason ${String(reason)}`;
  if (reason === 'internal_error') return 'an internal error';
  if (error.code !== errorCode(reason)) return `${reason} with the code ${String(error.code)}`;
  if (typeof error.message !== 'string' || !/^\S.*[.?!]$/su.test(error.message))
    return `${reason} without a sentence: ${String(error.message)}`;
  if (frame.id === null && id === null && reason !== 'parse_error' && reason !== 'invalid_request')
    return `${reason} without an id`;
  return null;
}

/** An answer has the id of its request; null only if the frame has none that can be used. */
function isIdOf(frame: Frame, id: unknown): boolean {
  if (frame.id !== null) return JSON.stringify(id) === frame.id;
  if (id === null) return true;
  try {
    const { id: own } = JSON.parse(frame.text) as { id?: unknown };
    // A text is told apart from a number, and a number is compared as JavaScript reads it.
    return own === id;
  } catch {
    return false;
  }
}
