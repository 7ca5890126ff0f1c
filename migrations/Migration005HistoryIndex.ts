import { Migration } from '@mikro-orm/migrations';

/**
 * The games of the past by when they ended. Built while others write to the table, which no transaction can do; one
 * that was interrupted leaves an index that is not valid, so what is left of it goes first.
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
