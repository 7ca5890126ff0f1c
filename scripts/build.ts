/**
 * Builds the program into `dist/`: two entries, and shared parts that are loaded when they are needed. The
 * packages in `dependencies` stay outside. The others are built in, because a command that loads their
 * hundreds of files is slow.
 */
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const folder = 'dist';
const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const outside = Object.keys(dependencies);

await rm(folder, { recursive: true, force: true });
const { output } = await build({
  input: { main: 'src/cli/main.ts', 'hash-worker': 'src/accounts/hash-worker.ts' },
  platform: 'node',
  external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
  logLevel: 'warn',
  output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
});
const modules = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
await writeFile(join(folder, 'licenses.txt'), licenses(modules));

/** The licences of the packages that are built in. They ask to be kept with every copy. */
function licenses(paths: readonly string[]): string {
  const packages = new Set<string>();
  for (const path of paths)
    if (path.includes('/node_modules/')) packages.add(findPackageJSON(pathToFileURL(path)) ?? '');
  return [...packages].map(licenseOf).toSorted().join('\n\n');
}

function licenseOf(packageFile: string): string {
  const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<string, string>;
  for (const file of ['LICENSE', 'license', 'LICENSE.md', 'License.md', 'LICENCE']) {
    try {
      return `${name} ${version}\n\n${readFileSync(join(dirname(packageFile), file), 'utf8').trim()}\n`;
    } catch {
      // Under another name.
    }
  }
  throw new Error(`${name} has no file with its licence, and cannot be built in`);
}
