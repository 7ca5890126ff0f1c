import { glob } from 'node:fs/promises';

/** Folders of built or fetched files, and of the launcher and the examples, which are single programs. */
const leftOut = ['node_modules', 'dist', 'dist-test', 'coverage', 'bin', 'docs'];

/** Every source file of the project, by its path from the root. */
export async function sourceFiles(): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', { exclude: leftOut }))
    found.push(path.replaceAll('\\', '/'));
  return found.toSorted();
}
