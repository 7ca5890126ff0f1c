import { Migration } from '@mikro-orm/migrations';

/** Stores the score sheet that a game was imported from. So a sheet that is imported twice is one game. */
export class Migration009Sheets extends Migration {
  override name = 'Migration009Sheets';

  override up(): void {
    for (const statement of [
      `alter table games
  add column sheet_scope uuid,
  add column sheet_id varchar(200),
  add column sheet_digest uuid`,
      `comment on column games.sheet_scope is 'The group or user whose sheets are told apart by sheet_id (null if played here)'`,
      `comment on column games.sheet_id is 'What tells the score sheet from others of its scope (null if played here)'`,
      `comment on column games.sheet_digest is 'MD5 of the score sheet as it was imported last (null if played here)'`,
      'create unique index uq_games_sheet on games (sheet_id, sheet_scope) where sheet_id is not null',
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('alter table games drop column sheet_scope, drop column sheet_id, drop column sheet_digest');
  }
}
