import { Migration } from '@mikro-orm/migrations';

/** Stores secrets that all nodes on one database share. */
export class Migration004SharedSecret extends Migration {
  override name = 'Migration004SharedSecret';

  override up(): void {
    for (const statement of [
      `create table server_secrets (
  name varchar(32) not null,
  value bytea not null,
  constraint pk_server_secrets primary key (name)
)`,
      `comment on table server_secrets is 'Secrets that all servers on this database share'`,
      `comment on column server_secrets.name is 'What it is for'`,
      `comment on column server_secrets.value is 'The secret'`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table server_secrets');
  }
}
