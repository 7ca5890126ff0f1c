import { Migration } from '@mikro-orm/migrations';

/**
 * An index of finished games by the time they ended. It is built while others write to the table, so it
 * cannot be in a transaction. An interrupted build leaves an invalid index, so that is dropped first.
 */
export class Migration005HistoryIndex extends Migration {
  override name = 'Migration005HistoryIndex';

  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('drop index concurrently if exists ix_games_ended_at');
    this.addSql('create index concurrently ix_games_ended_at on games (ended_at) where ended_at is not null');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists ix_games_ended_at');
  }
}
