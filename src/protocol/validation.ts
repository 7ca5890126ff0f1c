import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { wireWords } from '../words/index.ts';
import { cleanName } from './names.ts';

const { misfits } = wireWords;

/** The keywords and the formats of the protocol. */
function createAjv(allErrors: boolean): Ajv {
  const ajv = new Ajv({
    allErrors,
    verbose: true,
    strictTypes: false,
    strictTuples: false,
    // A test checks the schemas. Here it would compile the schema of schemas, which takes longer than all of them.
    meta: false,
    validateSchema: false,
  });
  ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
  ajv.addFormat('room-code', /^[0-9A-Z]{6}$/i);
  ajv.addFormat('text', (text) => text.isWellFormed());
  ajv.addFormat('moment', isMoment);
  ajv.addFormat('past', isPast);
  // A row of any year may be in the database of an older version.
  ajv.addFormat('cursor', (text) => /^.{24}_[0-9a-f-]{36}$/.test(text) && isDate(text.slice(0, 24)));
  ajv.addFormat('email', /^[^\s@\p{Cc}\p{Cf}]+@[^\s@.\p{Cc}\p{Cf}]+(\.[^\s@.\p{Cc}\p{Cf}]+)+$/u);
  ajv.addKeyword({
    keyword: 'readable',
    type: 'string',
    modifying: true,
    schemaType: 'number',
    error: { message: misfits.readable },
    validate: (longest: number, value: string, ...[, place]: Where) => {
      const text = cleanName(value, longest);
      if (text !== null) put(place, text);
      return text !== null;
    },
  });

  // People type codes in either case, and some programs write UUIDs in capitals. Make one spelling of each.
  ajv.addKeyword({
    keyword: 'letterCase',
    type: 'string',
    modifying: true,
    schemaType: 'string',
    validate: (letterCase: 'upper' | 'lower', value: string, ...[, place]: Where) => {
      put(place, letterCase === 'upper' ? value.toUpperCase() : value.toLowerCase());
      return true;
    },
  });
  return ajv;
}

/** Whether a text is a day or a moment in UTC that really exists. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{3})?)?Z)?$/.test(text)) return false;
  const date = new Date(text);
  // JavaScript reads the 31st of February as a day of March. The driver of the database reads the years before 100
  // as others.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10)) && text >= '0100';
}

/** Whether a text is a day or a moment that games can have. A year before 1900 is a mistake. */
function isMoment(text: string): boolean {
  return isDate(text) && text >= '1900';
}

/** Whether a text is a day or a moment until tomorrow, which has begun somewhere on Earth. */
function isPast(text: string): boolean {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  return isMoment(text) && text.slice(0, 10) <= tomorrow.slice(0, 10);
}

/** The place of a value among its params. */
interface Place {
  readonly parentData: Record<string, unknown>;
  readonly parentDataProperty: string | number;
}

/** The schema that a keyword stands in, and the place of the value. */
type Where = [schema: unknown, place?: Place];

function put(place: Place | undefined, value: string): void {
  if (place) place.parentData[place.parentDataProperty] = value;
}

/**
 * Checks a value and cleans the names in it; the errors are empty if it fits. Every few bytes of a value can give an
 * error, so a value from outside must be small.
 */
export const errorsOf = createCheck(true);

/** The same for a value of any size. It stops at the first misfit, so that a refusal costs no more than the value. */
export const firstErrorsOf = createCheck(false);

/**
 * A validator is made when it is first used, because a client uses none, and making all of them takes a tenth of a
 * second.
 */
function createCheck(allErrors: boolean) {
  let ajv: Ajv | null = null;
  const validators = new Map<TSchema, ValidateFunction>();

  return (schema: TSchema, value: unknown): readonly ErrorObject[] => {
    ajv ??= createAjv(allErrors);
    const validate = validators.get(schema) ?? ajv.compile(schema);
    validators.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}

/** Says how the value must be. For a pattern or a format, it uses the description in the schema. */
export function misfitOf({ keyword, message, params, parentSchema }: ErrorObject): string {
  const { description } = (parentSchema ?? {}) as { description?: string };
  switch (keyword) {
    case 'minimum':
      return misfits.mustBeAtLeast(String(params['limit']));
    case 'maximum':
      return misfits.mustBeAtMost(String(params['limit']));
    case 'type':
      return misfits.types[String(params['type'])] ?? message ?? misfits.breaks(keyword);
    case 'required':
      return misfits.isMissing;
    case 'additionalProperties':
      return misfits.unknown;
    case 'pattern':
    case 'format':
      return (
        misfits.formats[String(params['format'])] ??
        (description === undefined
          ? (message ?? misfits.breaks(keyword))
          : misfits.mustBe(description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '')))
      );
    case 'minLength':
      return misfits.charactersAtLeast(Number(params['limit']));
    case 'maxLength':
      return misfits.charactersAtMost(Number(params['limit']));
    case 'enum':
      return misfits.oneOf((params['allowedValues'] as unknown[]).map(String));
    default:
      return message ?? misfits.breaks(keyword);
  }
}
