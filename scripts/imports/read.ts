import { dirname, join } from 'node:path/posix';
import { parseSync, Visitor, type Argument, type Expression } from 'oxc-parser';

/** An import as a file spells it: `'./scoring.ts'`, `'node:fs'`, or null if the name is computed. */
interface Spelled {
  readonly name: string | null;
  readonly offset: number;
}

/** An import with its target: a path from the root of the project, or the name of a package. */
export interface Import {
  readonly kind: 'path' | 'package' | 'unreadable';
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Every import of a source file in any form: static, dynamic, of types, by an `export from`, and the URL of a
 * worker. An import that does not name its file in plain text is `unreadable`.
 */
export function readImports(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const found: Spelled[] = [];
  const add = (name: string | null, offset: number) => found.push({ name, offset });
  new Visitor({
    ImportDeclaration: ({ source, start }) => add(source.value, start),
    ExportAllDeclaration: ({ source, start }) => add(source.value, start),
    ExportNamedDeclaration: ({ source, start }) => source && add(source.value, start),
    ImportExpression: ({ source, start }) => add(textOf(source), start),
    TSImportType: ({ source, start }) => add(source.value, start),
    TSExternalModuleReference: ({ expression, start }) => add(expression.value, start),
    CallExpression: ({ callee, arguments: [name], start }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(textOf(name), start);
    },
    NewExpression: ({ callee, arguments: [name, base], start }) => {
      const isBesideThisFile = base && text.slice(base.start, base.end) === 'import.meta.url';
      if (callee.type !== 'Identifier' || callee.name !== 'URL' || !isBesideThisFile) return;
      const target = textOf(name) ?? beginningOf(name);
      if (target !== null && join(dirname(path), target).startsWith('src/')) add(target, start);
    },
  }).visit(program);
  return found
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ name, offset }) => ({ ...locate(path, name), line: text.slice(0, offset).split('\n').length }));
}

function locate(path: string, name: string | null): Omit<Import, 'line'> {
  if (name === null) return { kind: 'unreadable', name: 'a computed name' };
  if (name.startsWith('.')) return { kind: 'path', name: join(dirname(path), name) };
  // An absolute path, a URL or an alias does not say which folder it reaches.
  if (/^[/#]|^[a-z]+:(?<!^node:)/.test(name)) return { kind: 'unreadable', name };
  if (name.startsWith('node:')) return { kind: 'package', name };
  return { kind: 'package', name: name.split('/', name.startsWith('@') ? 2 : 1).join('/') };
}

type Node = Expression | Argument | undefined;

function textOf(node: Node): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return beginningOf(node);
  return null;
}

/** The text of a template before its first value: `./hash-worker${extension}` is a file of this folder. */
function beginningOf(node: Node): string | null {
  return node?.type === 'TemplateLiteral' ? (node.quasis[0]?.value.cooked ?? null) : null;
}
