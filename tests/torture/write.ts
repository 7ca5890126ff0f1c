import { readFile, writeFile } from 'node:fs/promises';
import { reliabilityPage, type Reliability } from './report.ts';

const [json, page] = ['docs/reliability.json', 'docs/reliability.md'].map(
  (path) => new URL(`../../${path}`, import.meta.url),
) as [URL, URL];

/** Changes the findings in `docs/reliability.json`, and writes the page again. */
export async function writeReliability(change: (before: Reliability) => Reliability): Promise<void> {
  const after = change(JSON.parse(await readFile(json, 'utf8')) as Reliability);
  await writeFile(json, `${JSON.stringify(after, null, 2)}\n`);
  await writeFile(page, reliabilityPage(after));
}
