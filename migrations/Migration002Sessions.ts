import { Migration } from '@mikro-orm/migrations';

/**
 * Finds stolen refresh tokens: every token that was traded in is stored until its session expires. The new
 * column may not be null. To avoid long locks, it is added empty, then filled, then made required.
 */
export class Migration002Sessions extends Migration {
  override name = 'Migration002Sessions';

  override up(): void {
    for (const statement of [
      `create table spent_refresh_tokens (
  refresh_hash varchar(64) not null,
  session_id uuid not null,
  spent_at timestamptz not null default now(),
  constraint pk_spent_refresh_tokens primary key (refresh_hash),
  constraint fk_spent_refresh_tokens_session_id_sessions foreign key (session_id) references sessions (id) on delete cascade
)`,
      `comment on table spent_refresh_tokens is 'Refresh tokens that were traded for the next one; who shows one again has stolen it'`,
      `comment on column spent_refresh_tokens.refresh_hash is 'SHA-256 of the refresh token, in hex'`,
      `comment on column spent_refresh_tokens.session_id is 'The session it belonged to'`,
      `comment on column spent_refresh_tokens.spent_at is 'When it was traded for the next one'`,
      `create index ix_spent_refresh_tokens_session_id on spent_refresh_tokens (session_id)`,
      `create index ix_sessions_expires_at on sessions (expires_at)`,
      // The access token given last, so that it can be revoked with its session.
      `alter table sessions add column access_jti uuid`,
      `update sessions set access_jti = gen_random_uuid() where access_jti is null`,
      `alter table sessions alter column access_jti set not null`,
      `comment on column sessions.access_jti is 'The access token given last'`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('alter table sessions drop column access_jti');
    this.addSql('drop index ix_sessions_expires_at');
    this.addSql('drop table spent_refresh_tokens');
  }
}
