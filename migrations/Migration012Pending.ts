import { Migration } from '@mikro-orm/migrations';

/** Uses one name, `pending`, for everything that is not recomputed yet. */
export class Migration012Pending extends Migration {
  override name = 'Migration012Pending';

  override up(): void {
    this.addSql('alter table rating_progress rename to pending_ratings');
    this.addSql('alter table pending_ratings rename constraint pk_rating_progress to pk_pending_ratings');
    for (const table of ['groups', 'player_stats']) {
      this.addSql(`alter table ${table} rename column is_stale to is_pending`);
      this.addSql(`alter index ix_${table}_stale rename to ix_${table}_pending`);
    }
    this.addSql(`comment on table pending_ratings is 'The first game whose ratings are pending; one row'`);
    this.addSql(
      `comment on column pending_ratings.ended_at is 'When the first game ended whose ratings are to be recomputed (null if none are)'`,
    );
    this.addSql(
      `comment on column pending_ratings.game_id is 'The first game whose ratings are to be recomputed'`,
    );
    this.addSql(`comment on column groups.is_pending is 'Whether the counters are to be recomputed'`);
    this.addSql(`comment on column player_stats.is_pending is 'Whether the counters are to be recomputed'`);
  }

  override down(): void {
    for (const table of ['groups', 'player_stats']) {
      this.addSql(`alter index ix_${table}_pending rename to ix_${table}_stale`);
      this.addSql(`alter table ${table} rename column is_pending to is_stale`);
    }
    this.addSql('alter table pending_ratings rename constraint pk_pending_ratings to pk_rating_progress');
    this.addSql('alter table pending_ratings rename to rating_progress');
  }
}
