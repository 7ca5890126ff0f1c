import { Migration } from '@mikro-orm/migrations';

/** Ratings are computed again and again after games that came late: half of each page is left for that, so that a table nobody vacuums does not grow with it. */
export class Migration010ResultsRoom extends Migration {
  override name = 'Migration010ResultsRoom';

  override up(): void {
    this.addSql('alter table results set (fillfactor = 50)');
  }

  override down(): void {
    this.addSql('alter table results reset (fillfactor)');
  }
}
