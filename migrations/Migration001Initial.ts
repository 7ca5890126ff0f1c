import { Migration } from '@mikro-orm/migrations';
import { added } from './initial/added.ts';
import { games } from './initial/games.ts';
import { people } from './initial/people.ts';
import { rounds } from './initial/rounds.ts';
import { statistics } from './initial/statistics.ts';

const enums = `
create type game_status as enum
  ('waiting', 'bidding_trump', 'frisch', 'bidding_contract', 'playing', 'round_complete', 'finished');
create type round_phase as enum ('trump_bidding', 'frisch', 'contract_bidding', 'playing', 'complete');
create type trump_suit as enum ('clubs', 'diamonds', 'hearts', 'spades', 'no_trump');
create type game_type as enum ('over', 'under');
create type group_role as enum ('owner', 'member');
`;

const schemaDesign = [enums, people, games, rounds, statistics];

/** PGlite runs one statement at a time. */
function statements(sql: string): string[] {
  return sql.split(/;\n/).filter((statement) => statement.trim() !== '');
}

/** Makes the nine tables of the schema design, and then the additions of this project. */
export class Migration001Initial extends Migration {
  override name = 'Migration001Initial';

  override up(): void {
    for (const statement of [...schemaDesign, added].flatMap(statements)) this.addSql(statement);
  }

  override down(): void {
    for (const table of [
      'sessions',
      'game_events',
      'trump_bids',
      'round_players',
      'rounds',
      'game_players',
      'games',
      'player_stats',
      'group_members',
      'groups',
      'users',
    ])
      this.addSql(`drop table ${table}`);
    for (const type of ['game_status', 'round_phase', 'trump_suit', 'game_type', 'group_role'])
      this.addSql(`drop type ${type}`);
  }
}
