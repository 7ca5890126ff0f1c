import { Migration } from '@mikro-orm/migrations';

/** Stores claims: accounts that ask for the games of a guest or of another account. */
export class Migration007Claims extends Migration {
  override name = 'Migration007Claims';

  override up(): void {
    for (const statement of [
      `create table claims (
  id uuid not null,
  claimant_id uuid not null,
  claimed_id uuid not null,
  created_at timestamptz not null default now(),
  constraint pk_claims primary key (id),
  constraint uq_claims_claimant_claimed unique (claimant_id, claimed_id),
  constraint fk_claims_claimant_id_users foreign key (claimant_id) references users (id) on delete cascade,
  constraint fk_claims_claimed_id_users foreign key (claimed_id) references users (id) on delete cascade
)`,
      `comment on table claims is 'Accounts that say a guest, or another account, is them, and wait for consent'`,
      `comment on column claims.claimant_id is 'The account that asks for the games'`,
      `comment on column claims.claimed_id is 'The guest or account whose games they are'`,
      `comment on column claims.created_at is 'When it was asked'`,
      'create index ix_claims_claimed_id on claims (claimed_id)',
    ])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table claims');
  }
}
