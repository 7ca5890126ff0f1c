import type { ErrorObject } from 'ajv';
import { wireWords } from '../words/index.ts';
import { Sheet } from './sheets.ts';
import { errorsOf, misfitOf } from './validation.ts';

const { misfits } = wireWords;

/** A fault of a value: its place, the value found there, and what it should be. */
export interface ShapeFault {
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: string;
}

/** The gate for score sheets: returns the sheet with clean names, or all its faults. */
export function parseSheet(value: unknown): { ok: Sheet } | { faults: readonly ShapeFault[] } {
  const errors = errorsOf(Sheet, value);
  return errors.length === 0 ? { ok: value as Sheet } : { faults: errors.map(faultOf) };
}

function faultOf(error: ErrorObject): ShapeFault {
  const { instancePath, keyword, params, data } = error;
  const path = instancePath.split('/').slice(1);
  if (keyword === 'required')
    return {
      path: [...path, String(params['missingProperty'])],
      found: misfits.nothing,
      expected: misfits.aValue,
    };
  if (keyword === 'additionalProperties')
    return {
      path: [...path, String(params['additionalProperty'])],
      found: misfits.aValue,
      expected: misfits.nothingOfThisName,
    };
  return { path, found: shortly(data), expected: expectation(error) };
}

function expectation(error: ErrorObject): string {
  const { keyword, params } = error;
  if (keyword === 'minimum') return misfits.atLeast(String(params['limit']));
  if (keyword === 'maximum') return misfits.atMost(String(params['limit']));
  return misfitOf(error).replace(/^must (be|have|match) /, '');
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? misfits.nothing;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
