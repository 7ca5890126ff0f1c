import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

/** A folder for the settings files of these tests, and a function that writes one. */
export function settingsFolder() {
  const folder = { path: '' };
  beforeAll(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'whist-config-'));
  });
  afterAll(() => rmSync(folder.path, { recursive: true }));
  function file(content: unknown): string {
    const path = join(folder.path, 'settings.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }
  return { folder, file };
}

/** The sentence for settings that are refused. */
export function fault(sources: Parameters<typeof loadConfig>[0]): string {
  const outcome = loadConfig({ env: {}, ...sources });
  if ('ok' in outcome) throw new Error('This should have been refused.');
  return outcome.error;
}
