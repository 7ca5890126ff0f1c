import { Migration } from '@mikro-orm/migrations';

/**
 * Leaves half of each page free for updates: ratings are computed again after every late game, and without
 * vacuum the table would grow.
 */
export class Migration010ResultsRoom extends Migration {
  override name = 'Migration010ResultsRoom';

  override up(): void {
    this.addSql('alter table results set (fillfactor = 50)');
  }

  override down(): void {
    this.addSql('alter table results reset (fillfactor)');
  }
}
