import { Migration } from '@mikro-orm/migrations';

/** A user sees where they are logged in: the name of each terminal, its address, and when it was last used. */
export class Migration015Sessions extends Migration {
  override name = 'Migration015Sessions';

  override up(): void {
    for (const statement of [
      `alter table sessions add column terminal varchar(64), add column address varchar(45),
  add column last_seen_at timestamptz not null default now()`,
      'update sessions set last_seen_at = created_at',
      `comment on column sessions.terminal is 'The name that the terminal gave itself'`,
      `comment on column sessions.address is 'The network address it was last seen at'`,
      `comment on column sessions.last_seen_at is 'When it was last used'`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('alter table sessions drop column terminal, drop column address, drop column last_seen_at');
  }
}
