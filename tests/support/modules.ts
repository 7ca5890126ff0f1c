import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Home } from './cli.ts';

/** Runs the program from its source, and lets it write which modules it has loaded when it ends. */
export function listModules({ folder }: Home): { readonly node: readonly string[]; readonly main: string } {
  const source = `
    import { registerHooks } from 'node:module';
    import { writeFileSync } from 'node:fs';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    process.on('exit', () => writeFileSync(${JSON.stringify(join(folder, 'modules'))}, loaded.join('\\n')));`;
  return {
    node: ['--import', `data:text/javascript,${encodeURIComponent(source)}`],
    main: resolve('src/cli/index.ts'),
  };
}

export const modulesOf = ({ folder }: Home): Promise<string> => readFile(join(folder, 'modules'), 'utf8');
