import { readFile, writeFile } from 'node:fs/promises';
import { asyncApiText } from './asyncapi.ts';
import { referencePage } from './reference.ts';
import { commandsPage } from './commands-page.ts';
import { manPage } from './man-page.ts';
import { permissionsTable } from './permissions.ts';
import { readableTable } from './readable.ts';
import { settingsPage } from './settings-page.ts';

/** Writes the pages of docs/ that are generated from the source. With `--check`, fails if a page is stale. */
const here = new URL('../docs/', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('../package.json', here), 'utf8')) as {
  version: string;
};
const pages = {
  'protocol.md': referencePage(),
  'asyncapi.json': await asyncApiText(version),
  'settings.md': settingsPage(),
  'commands.md': commandsPage(),
  'whist.1': manPage(version),
  'security.md': await securityPage(),
};

for (const [name, text] of Object.entries(pages)) {
  const path = new URL(name, here);
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`docs/${name} is stale; run: npm run docs`);
    process.exitCode = 1;
  }
}

/** The page about security. People write it, but for the tables at its end. */
async function securityPage(): Promise<string> {
  const page = await readFile(new URL('security.md', here), 'utf8');
  const [written = ''] = page.split(/(?<=^<!-- Generated .* -->\n)/m);
  return `${written}\n${permissionsTable()}\n\n${readableTable()}\n`;
}
