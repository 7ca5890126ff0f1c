import type { Accounts, Claims, Entered } from '../accounts/index.ts';
import {
  methods,
  refuse,
  type ChangeName,
  type Params,
  type Refused,
  type Request,
} from '../protocol/index.ts';
import type { Groups } from '../groups/index.ts';
import type { Records } from '../history/index.ts';
import type { Answer, Rooms } from '../rooms/index.ts';
import type { Sheets } from '../sheets/index.ts';
import type { Caller } from './caller.ts';
import type { Broadcasts } from './ports.ts';

/** Answers one request of a socket. */
export type Handle = (caller: Caller, request: Request) => Promise<Answer>;

export interface Services {
  readonly accounts: Accounts;
  /** Whether a token is one of who runs this server. */
  readonly isOperator: (token: string) => Promise<boolean>;
  readonly broadcasts: Pick<Broadcasts, 'tell'>;
  readonly claims: Claims;
  readonly rooms: Rooms;
  readonly records: Records;
  readonly groups: Groups;
  readonly sheets: Sheets;
}

type Authentication = Extract<
  Request,
  { method: 'auth.register' | 'auth.login' | 'auth.resume' | 'auth.refresh' }
>;
type Change = Extract<Request, { method: ChangeName }>;

/** Brings each request to the service it is for; only logging in and what the operator says is open to a socket that nobody is logged in on. */
export function createHandler({
  accounts,
  isOperator,
  broadcasts,
  claims,
  rooms,
  records,
  groups,
  sheets,
}: Services): Handle {
  return async (caller, request) => {
    if (isAuthentication(request)) return enter(caller, await authenticate(request));
    if (request.method === 'admin.broadcast') return broadcast(request.params);
    const { member, identity } = caller;
    if (!member || !identity) return refuse('unauthenticated');
    if (isChange(request)) return rooms.change(member, request);
    switch (request.method) {
      case 'auth.me':
        return { json: JSON.stringify(identity.user) };
      case 'auth.logout':
        // First, so that this socket is not closed with the others of the session.
        await caller.identify(null);
        await accounts.logout(identity);
        return { json: '{}' };
      case 'auth.changePassword':
        return encoded(
          await accounts.changePassword(identity, request.params, ({ identity: next }) =>
            caller.identify(next),
          ),
        );
      case 'room.create':
        return rooms.create(member, request.params);
      case 'room.watch':
        return rooms.watch(member, request.params);
      case 'room.state':
        return rooms.state(member, request.params);
      case 'room.list':
        return encoded({ result: await records.rooms(identity.userId) });
      case 'claim.guest':
        return encoded(await claims.guest(identity.userId, request.params));
      case 'claim.account':
        return encoded(await claims.account(identity.userId, request.params));
      case 'claim.list':
        return encoded({ result: await claims.list(identity.userId) });
      case 'claim.approve': {
        // An account that gives itself up leaves first, so that its socket is not closed with the others.
        const leave = () => caller.identify(null);
        const approved = await claims.approve(identity.userId, request.params.claimId, leave);
        await rooms.pulse();
        return encoded(approved);
      }
      case 'claim.drop':
        return encoded(await claims.drop(identity.userId, request.params.claimId));
      case 'group.list':
        return encoded({ result: await groups.list(identity.userId) });
      case 'group.get':
        return encoded(await groups.get(identity.userId, request.params.groupId));
      case 'stats.group':
        return encoded(await groups.page(identity.userId, request.params.groupId));
      case 'group.create':
        return encoded({ result: await groups.create(identity.userId, request.params) });
      case 'group.update':
      case 'group.addMember':
      case 'group.removeMember':
      case 'group.transfer':
        return encoded(await groups.change(identity.userId, request));
      case 'group.delete':
      case 'group.leave':
        return encoded(await groups.end(identity.userId, request));
      case 'game.get':
        return encoded(await records.game(identity.userId, request.params.id));
      case 'game.log': {
        const found = await records.gameId(identity.userId, request.params.id);
        return 'refused' in found
          ? found
          : encoded({ result: await rooms.log(found.result, request.params) });
      }
      case 'sheets.import': {
        const result = await sheets.import(identity.userId, request.params);
        if (request.params.replace === true) await rooms.pulse();
        return encoded({ result });
      }
      case 'sheets.export':
        return encoded(await sheets.export(identity.userId, request.params));
      case 'stats.bests':
        return encoded(await records.bests(identity.userId, request.params.id));
      case 'stats.leaderboard':
        return encoded(await records.leaderboard(identity.userId, request.params));
      case 'stats.opponents':
        return encoded(await records.opponents(request.params.username ?? identity.user.username));
      case 'stats.history': {
        const { username = identity.user.username, before = null, limit = 20 } = request.params;
        return encoded(await records.history(identity.userId, username, { before, limit }));
      }
      case 'stats.player':
        return encoded(await records.player(request.params.username ?? identity.user.username));
      default: {
        const never: never = request;
        return never;
      }
    }
  };

  async function broadcast({ operatorToken, message }: Params<'admin.broadcast'>): Promise<Answer> {
    if (!(await isOperator(operatorToken))) return refuse('not_operator');
    broadcasts.tell(message);
    return { json: '{}' };
  }

  function authenticate(request: Authentication): Promise<Entered<unknown> | Refused> {
    switch (request.method) {
      case 'auth.register':
        return accounts.register(request.params);
      case 'auth.login':
        return accounts.login(request.params);
      case 'auth.resume':
        return accounts.resume(request.params);
      case 'auth.refresh':
        return accounts.refresh(request.params);
      default: {
        const never: never = request;
        return never;
      }
    }
  }
}

async function enter(caller: Caller, entered: Entered<unknown> | Refused): Promise<Answer> {
  if ('refused' in entered) return entered;
  await caller.identify(entered.identity);
  return encoded(entered);
}

function encoded(outcome: { readonly result: unknown } | Refused): Answer {
  return 'refused' in outcome ? outcome : { json: JSON.stringify(outcome.result) };
}

function isAuthentication(request: Request): request is Authentication {
  return methods[request.method].access === 'anybody';
}

function isChange(request: Request): request is Change {
  return methods[request.method].effect === 'room' && 'code' in request.params;
}
