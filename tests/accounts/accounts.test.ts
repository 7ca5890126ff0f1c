import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { createLocalCache } from '../../src/cache/index.ts';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { createPasswords } from '../../src/accounts/passwords.ts';
import { createAccountStore } from '../../src/storage/accounts/accounts.ts';
import { entered, password, person, refused } from './people.ts';
import { deskTest } from './desk-test.ts';

const onDesk = deskTest();

onDesk('registering makes an account and logs its owner in', async ({ accounts }) => {
  const { identity, result } = entered(
    await accounts.register({ ...person('Dana_1'), displayName: 'דנה', email: 'Dana@Example.org' }),
  );
  expect(result).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.stringMatching(/^[\w-]{59}$/),
    device: expect.any(String),
    expiresIn: 900,
    user: { id: expect.stringMatching(/^[0-9a-f-]{14}7/), username: 'Dana_1', displayName: 'דנה' },
  });
  expect(identity).toEqual({
    userId: result.user.id,
    sessionId: decodeJwt(result.accessToken)['sid'],
    jti: decodeJwt(result.accessToken).jti,
    user: result.user,
  });
  expect(await accounts.resume(result)).toEqual({
    identity,
    result: { user: result.user, expiresIn: expect.any(Number) },
  });
});

onDesk('neither the password nor a token is stored', async ({ accounts, tokens, db }) => {
  const { result } = entered(await accounts.register(person('keeper')));
  const kept = await sql<{ everything: string }>`
    select coalesce(string_agg(u::text || s::text, ''), '') as everything
    from users u join sessions s on s.user_id = u.id where u.username = 'keeper'`.execute(db);
  const everything = kept.rows[0]?.everything ?? '';
  expect(everything).toContain('keeper@example.org');
  expect(everything).toContain(tokens.hash(result.refreshToken));
  for (const secretText of [password, result.refreshToken, result.accessToken]) {
    expect(everything).not.toContain(secretText);
  }
});

onDesk(
  'a name or an address that is taken is refused in capital and small letters, and nothing is added',
  async ({ accounts, rows }) => {
    entered(await accounts.register(person('noa')));
    const before = await rows();
    const again = (changes: object) => accounts.register({ ...person('somebody'), ...changes });
    const outcomes = await Promise.all([
      again({ username: 'noa' }),
      again({ username: 'NOA' }),
      again({ username: 'Noa', email: 'noa@example.org' }),
      again({ email: 'noa@example.org' }),
      again({ email: 'Noa@EXAMPLE.org' }),
    ]);
    const [name, address] = [refused('username_taken'), refused('email_taken')];
    expect(outcomes).toEqual([name, name, name, address, address]);
    expect(await rows()).toEqual(before);
  },
);

onDesk('if several people ask for one name at the same moment, one of them gets it', async ({ accounts }) => {
  const outcomes = await Promise.all(
    ['race', 'Race', 'RACE', 'rAcE'].map((username, n) =>
      accounts.register({ ...person(username), email: `race${n}@example.org` }),
    ),
  );
  expect(outcomes.filter((outcome) => 'result' in outcome)).toHaveLength(1);
  expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(
    Array.from({ length: 3 }, () => refused('username_taken')),
  );
});

onDesk('an address that becomes too long in small letters is refused', async ({ accounts }) => {
  const email = `${'İ'.repeat(200)}@example.org`;
  expect(await accounts.register({ ...person('long'), email })).toEqual(refused('invalid_params'));
});

onDesk(
  'a login takes the name or the address, in capital or small letters, and makes a new session',
  async ({ accounts }) => {
    const registered = entered(await accounts.register(person('Yossi')));
    const sessions = new Set([registered.identity.sessionId]);
    for (const login of ['yossi', 'YOSSI', 'yossi@example.org', 'Yossi@Example.ORG']) {
      const { identity, result } = entered(await accounts.login({ login, password }));
      expect(result).toMatchObject({ expiresIn: 900, user: registered.result.user });
      expect(await accounts.resume(result)).toMatchObject({ identity });
      sessions.add(identity.sessionId);
    }
    expect(sessions.size).toBe(5);
  },
);

onDesk(
  'a wrong password and an unknown name are refused in the same way, after the same work',
  async ({ accounts, rows, compared }) => {
    entered(await accounts.register(person('amir')));
    const before = await rows();
    compared.length = 0;
    const wrong = await accounts.login({ login: 'amir', password: 'correct house' });
    expect(compared).toEqual([expect.stringMatching(/^\$2b\$10\$/)]);
    const unknown = await accounts.login({ login: 'nobody', password });
    expect(compared).toEqual([expect.any(String), null]);
    expect(wrong).toEqual(refused('invalid_credentials'));
    expect(unknown).toEqual(wrong);
    const strange = ['nobody@example.org', 'amir\0', "' or true --", '@', '%', '\ud800'];
    const answers = await Promise.all(strange.map((login) => accounts.login({ login, password })));
    expect(answers).toEqual(strange.map(() => wrong));
    expect(await rows()).toEqual(before);
  },
);

onDesk('every one of 128 Hebrew letters of a password counts', async ({ accounts }) => {
  const letters = 'ש'.repeat(127);
  entered(await accounts.register({ ...person('hebrew'), password: `${letters}א` }));
  expect(await accounts.login({ login: 'hebrew', password: `${letters}ב` })).toEqual(
    refused('invalid_credentials'),
  );
  expect(await accounts.login({ login: 'hebrew', password: `${letters}א` })).toHaveProperty('result');
});

onDesk(
  'guests and disabled accounts do not log in, and a disabled account’s sessions end',
  async ({ accounts, db }) => {
    const host = entered(await accounts.register(person('hagar')));
    const guest = entered(await accounts.register(person('gideon')));
    await sql`update users set guest_of = ${host.identity.userId}::uuid
    where id = ${guest.identity.userId}::uuid`.execute(db);
    expect(await accounts.login({ login: 'gideon', password })).toEqual(refused('invalid_credentials'));
    await sql`update users set is_active = false where id = ${host.identity.userId}::uuid`.execute(db);
    expect(await accounts.login({ login: 'hagar', password })).toEqual(refused('account_disabled'));
    expect(await accounts.resume(host.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(host.result)).toEqual(refused('invalid_token'));
  },
);

onDesk(
  'if no thread can take the password, the answer is `try_again`, and nothing is stored',
  async (desk) => {
    const { tokens, rows } = desk;
    const stopped = createPasswords();
    await stopped.close();
    const cache = createLocalCache(null);
    const overrun = createAccounts({
      store: createAccountStore(desk.orm),
      commands: desk.commands,
      tokens,
      passwords: stopped,
      cache: cache.sessions,
      news: cache.userNews,
      delays: cache.delays,
    });
    const before = await rows();
    expect(await overrun.register(person('latecomer'))).toEqual(refused('try_again'));
    expect(await overrun.login({ login: 'dana_1', password })).toEqual(refused('try_again'));
    expect(await rows()).toEqual(before);
  },
);
