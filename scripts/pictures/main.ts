/** `npm run pictures`: makes the pictures of docs/pictures/ from screens of the program. With `--check`, fails if one is stale. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { build } from 'rolldown';

/** Node does not read the screens from their source; a bundle finds its packages from inside of `node_modules`. */
const bundle = 'node_modules/.cache/whist-pictures';

await build({
  input: { shots: 'scripts/pictures/shots.ts' },
  platform: 'node',
  // The terminal is CommonJS, which Node would import in another way than the types say.
  external: (id) => /^[@a-z]/.test(id) && id !== '@xterm/headless',
  logLevel: 'warn',
  output: { dir: bundle, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
});
const { NO_COLOR: _, ...env } = process.env;
const { status } = spawnSync(process.execPath, [`${bundle}/shots.mjs`, ...process.argv.slice(2)], {
  // Ink decides about colours when it is loaded.
  env: { ...env, FORCE_COLOR: '1' },
  stdio: 'inherit',
});
await rm(bundle, { recursive: true });
process.exitCode = status ?? 1;
