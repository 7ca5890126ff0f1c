import { Migration } from '@mikro-orm/migrations';

/** Hosts offer games to accounts. Until an account has agreed, a guest stands for it. */
export class Migration020Offers extends Migration {
  override name = 'Migration020Offers';

  override up(): void {
    for (const statement of [
      `alter table "users" add "stands_for" uuid null`,
      `comment on column "users"."stands_for" is 'The account that this guest stands for, which has not agreed to the games (null for none)'`,
      `alter table "users" add constraint "fk_users_stands_for_users" foreign key ("stands_for") references "users" ("id") on update no action on delete set null`,
      `create index "ix_users_stands_for" on "users" ("stands_for")`,
      `alter table "claims" add "offered_by" uuid null, add "group_id" uuid null`,
      `comment on column "claims"."offered_by" is 'The host who offers the games to the claimant, who decides then (null if the claimant asked)'`,
      `comment on column "claims"."group_id" is 'The group of the games that are offered (null if of none)'`,
      `alter table "claims" add constraint "fk_claims_offered_by_users" foreign key ("offered_by") references "users" ("id") on update no action on delete cascade`,
      `alter table "claims" add constraint "fk_claims_group_id_groups" foreign key ("group_id") references "groups" ("id") on update no action on delete set null`,
      `create index "ix_claims_offered_by" on "claims" ("offered_by")`,
      `create index "ix_claims_group_id" on "claims" ("group_id")`,
      `drop index uq_users_guest_name`,
      `create unique index uq_users_guest_name on users (guest_of, display_name_folded) where guest_of is not null and stands_for is null`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    for (const statement of [
      `drop index uq_users_guest_name`,
      `update users set display_name_folded = display_name_folded || ' ' || right(id::text, 12) where stands_for is not null`,
      `create unique index uq_users_guest_name on users (guest_of, display_name_folded) where guest_of is not null`,
      `delete from claims where offered_by is not null`,
      `alter table claims drop column offered_by, drop column group_id`,
      `alter table users drop column stands_for`,
    ])
      this.addSql(statement);
  }
}
