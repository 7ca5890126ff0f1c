import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

/**
 * Builds the program into a folder: three entries, and shared parts that are loaded when they are needed. The
 * packages in `dependencies` stay outside. The others are built in, because a command that loads their hundreds
 * of files is slow.
 */
export async function bundle(target: string): Promise<void> {
  const { dependencies } = readJson('package.json') as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  // Ink asks for the second one only when Ink itself is debugged.
  const outside = [...Object.keys(dependencies), 'react-devtools-core'];
  const { output } = await build({
    input: {
      main: 'src/cli/index.ts',
      'hash-worker': 'src/accounts/hash-worker.ts',
      'backup-worker': 'src/node/backup/backup-worker.ts',
    },
    platform: 'node',
    external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
    // React is slower when it helps to develop a page.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warn',
    output: { dir: target, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
  const modules = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
  await writeFile(join(target, 'licenses.txt'), licenses(modules));
}

/** The licences of the packages that are built in. They ask to be kept with every copy. */
function licenses(paths: readonly string[]): string {
  const packages = new Set(
    paths.flatMap((path) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  return [...packages].map(licenseOf).toSorted().join('\n\n');
}

function licenseOf(folder: string): string {
  const { name, version, license, author } = readJson(join(folder, 'package.json'));
  const file = readdirSync(folder).find((found) => /^licen[cs]e/i.test(found));
  // A few packages only name it.
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `${String(license)}, ${JSON.stringify(author)}`;
  return `${String(name)} ${String(version)}\n\n${text}\n`;
}

function readJson(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
}
