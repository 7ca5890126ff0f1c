import { Migration } from '@mikro-orm/migrations';

/** Names are compared as the program folds them: the lower case of a database depends on its locale. */
export class Migration018FoldedNames extends Migration {
  override name = 'Migration018FoldedNames';

  override up(): void {
    for (const statement of [
      'alter table users add column username_folded varchar(64), add column display_name_folded text',
      // User names had only letters of ASCII.
      `update users set username_folded = lower(username collate "C"), display_name_folded = ${folded('display_name')}`,
      numbered('username', { partition: 'username_folded', joint: '_' }),
      numbered('display_name', { partition: 'guest_of, display_name_folded', joint: ' ' }),
      'alter table users alter column username_folded set not null, alter column display_name_folded set not null',
      `comment on column users.username_folded is 'User name as it is compared, in the folding of the program'`,
      `comment on column users.display_name_folded is 'Display name as it is compared, in the folding of the program'`,
      'drop index uq_users_guest_name',
      'create unique index uq_users_username_folded on users (username_folded)',
      'create unique index uq_users_guest_name on users (guest_of, display_name_folded) where guest_of is not null',
    ])
      this.addSql(statement);
  }

  override down(): void {
    for (const statement of [
      'drop index uq_users_guest_name',
      'alter table users drop column username_folded, drop column display_name_folded',
      'create unique index uq_users_guest_name on users (guest_of, lower(display_name)) where guest_of is not null',
    ])
      this.addSql(statement);
  }
}

/** The folding of the program. A migration stays as it is, so it has a copy of its own. */
function foldedName(name: string): string {
  const small = name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
  return small.replaceAll('ς', 'σ');
}

/** The same as an expression of SQL. */
function folded(column: string): string {
  const changed = Array.from({ length: 0x2_0000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((letter) => foldedName(letter) !== letter && letter === letter.normalize('NFC'));
  const single = changed.filter((letter) => Array.from(foldedName(letter)).length === 1);
  const longer = changed.filter((letter) => !single.includes(letter));
  const translated = `translate(${column}, '${single.join('')}', '${single.map(foldedName).join('')}')`;
  return longer.reduce(
    (text, letter) => `replace(${text}, '${letter}', '${foldedName(letter)}')`,
    translated,
  );
}

/** Where the database told apart names that are one name now, the later ones get a number. Accounts may share a display name. */
function numbered(
  column: 'username' | 'display_name',
  { partition, joint }: { readonly partition: string; readonly joint: string },
): string {
  const isMeant = column === 'username' ? 'true' : 'guest_of is not null';
  return `update users set ${column} = left(${column}, 28) || '${joint}' || same.n,
  ${column}_folded = left(${column}_folded, 28) || '${joint}' || same.n
from (
  select id, row_number() over (partition by ${partition} order by created_at, id) as n from users where ${isMeant}
) same
where users.id = same.id and same.n > 1`;
}
