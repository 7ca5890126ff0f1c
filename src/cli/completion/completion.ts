import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/load.ts';
import { methods } from '../../protocol/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { withClient } from '../session/connect.ts';
import { askServer } from './ask-server.ts';
import { expectedAfter, type Candidate, type Source } from './expected.ts';

/** The tab key waits this long for a server. */
const patience = 2_000; // ms

/** `whist completion words -- WORD…`: writes the words that the last one can become, one a line. */
export const wordsCommand: Run = async ({ config }, ...typed) => {
  for (const line of await completionsOf(config, typed)) process.stdout.write(`${line}\n`);
  return exitCodes.ok;
};

/** The words that the last of these can become, each with its meaning after a tab; `:files` if it is a file. */
export async function completionsOf(config: Config, typedWords: readonly string[]): Promise<string[]> {
  const { source, typed, prefix, known } = expectedAfter(typedWords);
  if (source === 'file') return [':files'];
  const found = [...known, ...(source ? await candidates(source, config) : [])];
  const lower = typed.toLowerCase();
  return found
    .filter(({ value }) => value.toLowerCase().startsWith(lower))
    .map(({ value, about }) => `${prefix}${value}\t${about.replace(/\s+/g, ' ')}`);
}

async function candidates(source: Exclude<Source, 'file'>, config: Config): Promise<readonly Candidate[]> {
  if (source === 'method')
    return Object.entries(methods).map(([value, { summary }]) => ({ value, about: summary }));
  // Without a login or a server there are no candidates.
  const fromServer = withClient(config, ({ call, user }) => askServer[source](call, user.username)).catch(
    () => [],
  );
  return Promise.race([fromServer, pause(patience, [], { ref: false })]);
}
