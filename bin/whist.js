#!/usr/bin/env node
// Plain JavaScript that the oldest Node can read, so that a wrong version is told in one sentence.
import { existsSync, readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/main.js', import.meta.url);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `whist needs Node 22.18 or newer and this is ${process.version}; run it with npx, or install a newer Node.`,
  );
  process.exit(1);
} else if (!existsSync(program)) {
  console.error('whist is not built yet; run: npm run build');
  process.exit(1);
} else if (process.argv[2] === '--version' && process.argv.length === 3) {
  // Answered before anything else is loaded.
  process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 74));
  process.stdout.write(
    `${JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version}\n`,
  );
} else {
  // Ink's colours look at FORCE_COLOR only, and only when they are first loaded. See https://no-color.org.
  if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  await import(program);
}
