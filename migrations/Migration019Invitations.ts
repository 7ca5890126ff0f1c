import { Migration } from '@mikro-orm/migrations';

/** Accounts are invited to groups, and join when they accept. They can block users and groups. */
export class Migration019Invitations extends Migration {
  override name = 'Migration019Invitations';

  override up(): void {
    for (const statement of [
      `create table "group_invitations" ("id" uuid not null, "group_id" uuid not null, "user_id" uuid not null, "invited_by" uuid not null, "created_at" timestamptz not null default now(), constraint "pk_group_invitations" primary key ("id"))`,
      `comment on table "group_invitations" is 'Accounts that were invited to a group and have not answered yet'`,
      `comment on column "group_invitations"."group_id" is 'The group'`,
      `comment on column "group_invitations"."user_id" is 'The user who was invited'`,
      `comment on column "group_invitations"."invited_by" is 'The user who invited'`,
      `comment on column "group_invitations"."created_at" is 'When it was made'`,
      `create index "ix_group_invitations_user_id" on "group_invitations" ("user_id")`,
      `create index "ix_group_invitations_invited_by" on "group_invitations" ("invited_by")`,
      `alter table "group_invitations" add constraint "uq_group_invitations_group_user" unique ("group_id", "user_id")`,
      `create table "blocks" ("id" uuid not null, "user_id" uuid not null, "blocked_user_id" uuid null, "blocked_group_id" uuid null, "created_at" timestamptz not null default now(), constraint "pk_blocks" primary key ("id"))`,
      `comment on table "blocks" is 'Users and groups whose invitations and claims do not reach a user'`,
      `comment on column "blocks"."user_id" is 'The user who is left alone'`,
      `comment on column "blocks"."blocked_user_id" is 'The user who is blocked (null for a group)'`,
      `comment on column "blocks"."blocked_group_id" is 'The group that is blocked (null for a user)'`,
      `comment on column "blocks"."created_at" is 'When it was blocked'`,
      `create index "ix_blocks_blocked_user_id" on "blocks" ("blocked_user_id")`,
      `create index "ix_blocks_blocked_group_id" on "blocks" ("blocked_group_id")`,
      `alter table "blocks" add constraint "uq_blocks_user_blocked_user" unique ("user_id", "blocked_user_id")`,
      `alter table "blocks" add constraint "uq_blocks_user_blocked_group" unique ("user_id", "blocked_group_id")`,
      `alter table "group_invitations" add constraint "fk_group_invitations_group_id_groups" foreign key ("group_id") references "groups" ("id") on update no action on delete cascade`,
      `alter table "group_invitations" add constraint "fk_group_invitations_user_id_users" foreign key ("user_id") references "users" ("id") on update no action on delete cascade`,
      `alter table "group_invitations" add constraint "fk_group_invitations_invited_by_users" foreign key ("invited_by") references "users" ("id") on update no action on delete cascade`,
      `alter table "blocks" add constraint "fk_blocks_user_id_users" foreign key ("user_id") references "users" ("id") on update no action on delete cascade`,
      `alter table "blocks" add constraint "fk_blocks_blocked_user_id_users" foreign key ("blocked_user_id") references "users" ("id") on update no action on delete cascade`,
      `alter table "blocks" add constraint "fk_blocks_blocked_group_id_groups" foreign key ("blocked_group_id") references "groups" ("id") on update no action on delete cascade`,
      `alter table "blocks" add constraint "ck_blocks_one" check ((blocked_user_id is null) <> (blocked_group_id is null))`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    for (const statement of [`drop table blocks`, `drop table group_invitations`]) this.addSql(statement);
  }
}
