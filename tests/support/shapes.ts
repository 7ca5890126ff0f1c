import { Ajv, type ValidateFunction } from 'ajv';
import { failed, shapes, type Shape } from '../../scripts/command-shapes.ts';

const ajv = new Ajv({ strict: false, validateFormats: false });
const compiled = new Map<string, readonly ValidateFunction[]>();

/** Fails if a command with --json has written JSON that does not have one of its documented shapes. */
export function expectShapes(args: readonly string[], stdout: string): void {
  if (!args.includes('--json') || args.includes('--format')) return;
  const name = nameOf(args);
  const known = compiled.get(name) ?? [...shapesOf(name), failed].map(({ schema }) => ajv.compile(schema));
  compiled.set(name, known);
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const value: unknown = JSON.parse(line);
    if (!known.some((isOne) => isOne(value)))
      throw new Error(`whist ${args.join(' ')} wrote what is not documented: ${line.slice(0, 500)}`);
  }
}

/** The whole name of the command; `group` alone is `group list`. */
function nameOf(args: readonly string[]): string {
  const [name = '', next = ''] = args.filter((word) => !word.startsWith('-'));
  const candidates = [`${name} ${next}`, name, `${name} list`, `${name} show`];
  return candidates.find((one) => Object.hasOwn(shapes, one)) ?? name;
}

function shapesOf(name: string): readonly Shape[] {
  return Object.hasOwn(shapes, name) ? shapes[name as keyof typeof shapes] : [];
}
