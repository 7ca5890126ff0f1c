import { Ajv, type ValidateFunction } from 'ajv';
import { failed, shapes, type Shape } from '../../scripts/command-shapes.ts';

const ajv = new Ajv({ strict: false, validateFormats: false });
const compiled = new Map<string, readonly ValidateFunction[]>();

/** Fails where a command has written something with --json that is none of its documented shapes. */
export function expectShapes(args: readonly string[], stdout: string): void {
  const [name = ''] = args;
  if (!args.includes('--json') || args.includes('--format')) return;
  const own: readonly Shape[] = Object.hasOwn(shapes, name) ? shapes[name as keyof typeof shapes] : [];
  const known = compiled.get(name) ?? [...own, failed].map(({ schema }) => ajv.compile(schema));
  compiled.set(name, known);
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const value: unknown = JSON.parse(line);
    if (!known.some((isOne) => isOne(value)))
      throw new Error(`whist ${args.join(' ')} wrote what is not documented: ${line.slice(0, 500)}`);
  }
}
