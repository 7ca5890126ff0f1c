import { Migration } from '@mikro-orm/migrations';

/** Stores the answers of writes, so that a write that is sent again gets the same answer. */
export class Migration011Commands extends Migration {
  override name = 'Migration011Commands';

  override up(): void {
    for (const statement of [
      `create table commands (
  sender_id uuid not null,
  id uuid not null,
  method varchar(32) not null,
  answer jsonb null,
  created_at timestamptz not null default now(),
  constraint pk_commands primary key (sender_id, id)
)`,
      `comment on table commands is 'Writes that were done, so that none is done again when it is sent again'`,
      `comment on column commands.sender_id is 'The user who sent it (the nil UUID for the operator)'`,
      `comment on column commands.id is 'Id the client gave the command'`,
      `comment on column commands.method is 'What was asked for, named as in the protocol'`,
      `comment on column commands.answer is 'What was answered (null for an answer that held tokens)'`,
      `comment on column commands.created_at is 'When it was done'`,
      'create index ix_commands_created_at on commands (created_at)',
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table commands');
  }
}
