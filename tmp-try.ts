import { openDatabase, sqlOf } from './src/storage/open.ts';
import { up, down, status } from './src/storage/migrate.ts';
import { sql } from 'kysely';
  const d = await openDatabase({ databaseUrl: 'postgres://root@127.0.0.1:5432/whist_try' });
  await up(d.orm);
  console.log('DIFF', await d.orm.schema.getUpdateSchemaSQL({ wrap: false }));
for (const m of [`comment on column games.status is 'x'`, `comment on table games is 'x'`, `alter table rounds drop constraint ck_rounds_tricks_valid, add constraint ck_rounds_tricks_valid check (total_tricks_played >= 0 and total_tricks_played <= 14)`,
 `drop index ix_games_active_room_code; create index ix_games_active_room_code on games (room_code) where status = 'finished'`, `drop index ix_users_username_lower; create unique index ix_users_username_lower on users (lower(email))`, `alter table games alter column version set default 2`, `alter table trump_bids alter column is_pass drop default`, `alter type game_status add value 'x'`, `alter table users alter column username type varchar(33)`, `alter table games alter column ended_at set not null`, `alter table games drop constraint fk_games_winner_id_users, add constraint fk_games_winner_id_users foreign key (winner_id) references users (id) on delete cascade`,`alter table games alter column ended_at type timestamp`, `alter table users alter column preferences set default '[]'`, `alter table users rename constraint pk_users to pkk`]) {
  await sql.raw(m).execute(sqlOf(d.orm)); 
  console.log('MUT', m, '\n   =>', (await d.orm.schema.getUpdateSchemaSQL({ wrap: false })).trim());
  await down(d.orm); await up(d.orm);
}
await d.close();
