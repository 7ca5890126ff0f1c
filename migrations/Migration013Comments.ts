import { Migration } from '@mikro-orm/migrations';

/** Comments of tables and columns that are short sentences, subject first. */
export class Migration013Comments extends Migration {
  override name = 'Migration013Comments';

  override up(): void {
    this.addSql(`comment on column "commands"."method" is 'The method, named as in the protocol'`);
    this.addSql(`comment on column "commands"."answer" is 'The answer (null if it held tokens)'`);
    this.addSql(
      `comment on table "commands" is 'Writes that were done, so that one that is sent again is not done again'`,
    );
    this.addSql(`comment on column "server_secrets"."name" is 'The use of the secret'`);
    this.addSql(
      `comment on table "spent_refresh_tokens" is 'Refresh tokens that were traded for the next one; one that is shown again was stolen'`,
    );
    this.addSql(
      `comment on column "games"."sheet_id" is 'Tells the score sheet from others of its scope (null if played here)'`,
    );
    this.addSql(`comment on table "presences" is 'Users at tables, by server'`);
    this.addSql(`comment on column "results"."user_id" is 'The player'`);
    this.addSql(
      `comment on column "results"."score" is 'Final score (null for a player who gave the seat to a substitute)'`,
    );
    this.addSql(
      `comment on column "results"."opponents" is 'The others with a final score, by seat; none if the player has none'`,
    );
    this.addSql(`comment on table "results" is 'The result of a finished game for one of its players'`);
    this.addSql(`comment on column "game_events"."type" is 'The action, named as in the protocol'`);
    this.addSql(
      `comment on table "claims" is 'Requests for the games of a guest or of another account, which wait for consent'`,
    );
  }

  override down(): void {
    this.addSql(
      `comment on table "claims" is 'Accounts that say a guest, or another account, is them, and wait for consent'`,
    );
    this.addSql(`comment on column "commands"."method" is 'What was asked for, named as in the protocol'`);
    this.addSql(
      `comment on column "commands"."answer" is 'What was answered (null for an answer that held tokens)'`,
    );
    this.addSql(
      `comment on table "commands" is 'Writes that were done, so that none is done again when it is sent again'`,
    );
    this.addSql(`comment on column "game_events"."type" is 'What happened, named as in the protocol'`);
    this.addSql(
      `comment on column "games"."sheet_id" is 'What tells the score sheet from others of its scope (null if played here)'`,
    );
    this.addSql(`comment on table "presences" is 'Who is at which table, by server'`);
    this.addSql(`comment on column "results"."user_id" is 'Who played in it'`);
    this.addSql(
      `comment on column "results"."score" is 'Final score (null for who gave the seat to a substitute)'`,
    );
    this.addSql(
      `comment on column "results"."opponents" is 'The others with a final score, by seat; none for who has none'`,
    );
    this.addSql(`comment on table "results" is 'What a finished game was for somebody who played in it'`);
    this.addSql(`comment on column "server_secrets"."name" is 'What it is for'`);
    this.addSql(
      `comment on table "spent_refresh_tokens" is 'Refresh tokens that were traded for the next one; who shows one again has stolen it'`,
    );
  }
}
