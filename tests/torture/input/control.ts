import type { Witness } from '../club.ts';
import type { OwnPostgres } from '../postgres.ts';
import type { Known } from './values.ts';

const listOf = (texts: readonly string[]) => `array[${texts.map((text) => `'${text}'`).join(', ')}]::text[]`;

/** Ids and names of the games under way with these codes. A lobby is left out, because anybody may sit down there. */
export async function gamesKnown(postgres: OwnPostgres, codes: readonly string[]): Promise<Known> {
  const rows = await postgres.query(`
    select g.room_code as code, g.id, u.id as user, u.username from games g
    join game_players p on p.game_id = g.id join users u on u.id = p.user_id
    where g.status <> 'waiting' and g.room_code = any(${listOf(codes)})`);
  const of = (name: string) => [...new Set(rows.map((row) => row[name]))];
  return { code: of('code'), id: [...of('code'), ...of('id')], userId: of('user'), username: of('username') };
}

/** Entries of the logs of these players' rooms that they have not made. */
export async function foreignEntries(postgres: OwnPostgres, { codes, sent }: Witness): Promise<string[]> {
  const own = new Set(sent.map(({ commandId }) => commandId));
  const rows = await postgres.query(`
    select g.room_code as code, e.seq, e.type, e.command_id as command from game_events e
    join games g on g.id = e.game_id where g.room_code = any(${listOf(codes)})`);
  return rows
    .filter(({ command }) => !own.has(String(command)))
    .map(
      ({ code, seq, type }) =>
        `somebody else has made ${String(type)} ${String(seq)} in room ${String(code)}`,
    );
}

/** The lines that a server must not write: errors, and where they were thrown. */
export function errorsIn(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /"level":("(error|fatal)"|[56]0)|"stack"|^\s+at .+:\d+:\d+|Warning/.test(line))
    .map((line) => `the server wrote ${line.slice(0, 1_500)}`)
    .slice(0, 20);
}

/** How long the players waited for the answers to their actions, before and after this moment. */
export function waits({ sent }: Witness, moment: number): string {
  const of = (isIt: (at: number) => boolean) => {
    const all = sent
      .flatMap(({ at, took }) => (took !== null && isIt(at) ? [took] : []))
      .toSorted((a, b) => a - b);
    const share = (part: number) => (all[Math.floor(all.length * part)] ?? 0).toFixed(1);
    return `${share(0.5)} ms (median), ${share(0.99)} ms (99 of 100) and ${share(1 - 1e-9)} ms (all)`;
  };
  return `The players waited ${of((at) => at >= moment)} for an action; before it, ${of((at) => at < moment)}.`;
}

/**
 * So many requests at once are more than any club sends. The process keeps the pages of its busiest moment, in MiB,
 * even if little of them is in use.
 */
export const growth = 400;
