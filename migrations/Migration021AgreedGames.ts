import { Migration } from '@mikro-orm/migrations';

/** A claimant agrees to the games that a guest has then, and not to those that the host adds afterwards. */
export class Migration021AgreedGames extends Migration {
  override name = 'Migration021AgreedGames';

  override up(): void {
    for (const statement of [
      `alter table "claims" add "agreed_games" uuid[] null`,
      `comment on column "claims"."agreed_games" is 'The games of the claimed player when the claimant asked last (null for an offer)'`,
      // Nobody knows any more what an older claim was about, so it is about the games of today.
      `update claims c set agreed_games = array(
        select game_id from game_players where user_id = c.claimed_id
        union select r.game_id from round_players rp join rounds r on r.id = rp.round_id where rp.user_id = c.claimed_id
        union select r.game_id from trump_bids b join rounds r on r.id = b.round_id where b.player_id = c.claimed_id)
        where offered_by is null`,
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql(`alter table claims drop column agreed_games`);
  }
}
