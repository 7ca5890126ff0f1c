import { Migration } from '@mikro-orm/migrations';

/** News that concerns one user is kept until one of their terminals has shown it. */
export class Migration017Notices extends Migration {
  override name = 'Migration017Notices';

  override up(): void {
    this.addSql(
      `create table "notices" ("id" uuid not null, "user_id" uuid not null, "kind" varchar(32) not null, "game_id" uuid null, "group_id" uuid null, "claim_id" uuid null, "by_id" uuid null, "session_id" uuid null, "details" jsonb not null default '{}', "created_at" timestamptz not null default now(), "read_at" timestamptz null, constraint "pk_notices" primary key ("id"))`,
    );
    this.addSql(
      `comment on table "notices" is 'News for one user, which waits until a terminal has shown it'`,
    );
    this.addSql(`comment on column "notices"."user_id" is 'The user it concerns'`);
    this.addSql(`comment on column "notices"."kind" is 'The kind, named as in the protocol'`);
    this.addSql(`comment on column "notices"."game_id" is 'The game it is about (null if about none)'`);
    this.addSql(`comment on column "notices"."group_id" is 'The group it is about (null if about none)'`);
    this.addSql(`comment on column "notices"."claim_id" is 'The claim that waits (null if about none)'`);
    this.addSql(
      `comment on column "notices"."by_id" is 'The user who did it (null if it was the operator, or time)'`,
    );
    this.addSql(
      `comment on column "notices"."session_id" is 'The session that did it, which is not told (null if none did)'`,
    );
    this.addSql(`comment on column "notices"."details" is 'The other fields of its kind'`);
    this.addSql(`comment on column "notices"."created_at" is 'When it happened'`);
    this.addSql(`comment on column "notices"."read_at" is 'When a terminal had shown it (null if none has)'`);
    this.addSql(`create index "ix_notices_game_id" on "notices" ("game_id")`);
    this.addSql(`create index "ix_notices_group_id" on "notices" ("group_id")`);
    this.addSql(`create index "ix_notices_claim_id" on "notices" ("claim_id")`);
    this.addSql(`create index "ix_notices_by_id" on "notices" ("by_id")`);
    this.addSql(`create index "ix_notices_created_at" on "notices" ("created_at")`);
    this.addSql(`create index "ix_notices_user_id" on "notices" ("user_id", "id")`);
    this.addSql(
      `create unique index uq_notices_about on notices (user_id, kind, coalesce(game_id, group_id, claim_id)) where coalesce(game_id, group_id, claim_id) is not null`,
    );
    this.addSql(
      `alter table "notices" add constraint "fk_notices_user_id_users" foreign key ("user_id") references "users" ("id") on update no action on delete cascade`,
    );
    this.addSql(
      `alter table "notices" add constraint "fk_notices_game_id_games" foreign key ("game_id") references "games" ("id") on update no action on delete cascade`,
    );
    this.addSql(
      `alter table "notices" add constraint "fk_notices_group_id_groups" foreign key ("group_id") references "groups" ("id") on update no action on delete cascade`,
    );
    this.addSql(
      `alter table "notices" add constraint "fk_notices_claim_id_claims" foreign key ("claim_id") references "claims" ("id") on update no action on delete cascade`,
    );
    this.addSql(
      `alter table "notices" add constraint "fk_notices_by_id_users" foreign key ("by_id") references "users" ("id") on update no action on delete set null`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "notices" cascade`);
  }
}
