import { Migration } from '@mikro-orm/migrations';

/** An operator looks after accounts: every action is kept, and people who forgot their password get a code. */
export class Migration016Operator extends Migration {
  override name = 'Migration016Operator';

  override up(): void {
    for (const statement of [
      `create table operator_actions (
  id uuid not null,
  at timestamptz not null default now(),
  method varchar(32) not null,
  subject text null,
  details jsonb not null default '{}',
  token_id uuid null,
  constraint pk_operator_actions primary key (id)
)`,
      `comment on table operator_actions is 'Audit log: the actions of operators'`,
      `comment on column operator_actions.at is 'When it was done'`,
      `comment on column operator_actions.method is 'The method, named as in the protocol'`,
      `comment on column operator_actions.subject is 'The user name of the account at that time (null if it was about none)'`,
      `comment on column operator_actions.details is 'More about it, by method; never a code or a token'`,
      `comment on column operator_actions.token_id is 'The id of the token that was used (null if it had none)'`,
      'create index ix_operator_actions_at_id on operator_actions (at, id)',
      `create table password_codes (
  user_id uuid not null,
  code_hash varchar(64) not null,
  expires_at timestamptz not null,
  constraint pk_password_codes primary key (user_id),
  constraint fk_password_codes_user_id_users foreign key (user_id) references users (id) on delete cascade
)`,
      `comment on table password_codes is 'Codes of the operator with which people set another password; each can be used once'`,
      `comment on column password_codes.user_id is 'The user who gets the code'`,
      `comment on column password_codes.code_hash is 'SHA-256 of the code, in hex'`,
      `comment on column password_codes.expires_at is 'When the code expires'`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table password_codes');
    this.addSql('drop table operator_actions');
  }
}
