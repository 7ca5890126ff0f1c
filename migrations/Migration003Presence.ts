import { Migration } from '@mikro-orm/migrations';

/** Stores who is at which table on which node. So the grace works after restarts and with several nodes. */
export class Migration003Presence extends Migration {
  override name = 'Migration003Presence';

  override up(): void {
    for (const statement of [
      `create table nodes (
  id uuid not null,
  seen_at timestamptz not null default now(),
  constraint pk_nodes primary key (id)
)`,
      `comment on table nodes is 'Running servers'`,
      `comment on column nodes.seen_at is 'When the server last said that it is alive'`,
      `create table presences (
  game_id uuid not null,
  user_id uuid not null,
  node_id uuid not null,
  is_connected boolean not null,
  since timestamptz not null default now(),
  constraint pk_presences primary key (game_id, user_id, node_id),
  constraint fk_presences_game_id_games foreign key (game_id) references games (id) on delete cascade,
  constraint fk_presences_user_id_users foreign key (user_id) references users (id) on delete cascade
)`,
      `comment on table presences is 'Who is at which table, by server'`,
      `comment on column presences.game_id is 'The game whose table it is'`,
      `comment on column presences.user_id is 'The user at the table'`,
      `comment on column presences.node_id is 'The server the terminal is connected to'`,
      `comment on column presences.is_connected is 'Whether a terminal is there'`,
      `comment on column presences.since is 'Since when, on the clock of the database'`,
      `create index ix_presences_node_id on presences (node_id)`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table presences');
    this.addSql('drop table nodes');
  }
}
