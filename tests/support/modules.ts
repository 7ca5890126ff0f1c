import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './cli.ts';

/** Flags of Node that write which modules the program has loaded, when it ends. */
export function listModules({ folder }: Home): readonly string[] {
  const source = `
    import { registerHooks } from 'node:module';
    import { writeFileSync } from 'node:fs';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    process.on('exit', () => writeFileSync(${JSON.stringify(join(folder, 'modules'))}, loaded.join('\\n')));`;
  return ['--import', `data:text/javascript,${encodeURIComponent(source)}`];
}

export const modulesOf = ({ folder }: Home): Promise<string> => readFile(join(folder, 'modules'), 'utf8');
