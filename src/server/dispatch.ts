import {
  methods,
  refuse,
  type ChangeName,
  type MethodName,
  type Params,
  type Request,
} from '../protocol/index.ts';
import { accountChanged, changedFields } from './account-notice.ts';
import type { Caller } from './caller.ts';
import { createImports } from './import-sheets.ts';
import { logIn, type Login } from './logins.ts';
import { encoded, writeOnce } from './once.ts';
import { createOperatorHandler } from './operator.ts';
import { createReads } from './reads.ts';
import type { Asker, Handled, OperatorName, ReadName, Services, WriteName } from './services.ts';
import { createWrites } from './writes.ts';

/** Answers one request of a socket. */
export type Handle = (caller: Caller, request: Request) => Promise<Handled>;

type RequestOf<M extends MethodName> = Extract<Request, { method: M }>;

/**
 * Passes each request to its service. A socket that is not logged in may only log in, set a password with a code,
 * or work for the operator.
 */
export function createHandler(services: Services): Handle {
  const { accounts, notices, rooms } = services;
  const reads = createReads(services);
  const writes = createWrites(services);
  const importSheets = createImports(services);
  const operate = createOperatorHandler(services);

  function read<M extends ReadName>(asker: Asker, method: M, params: Params<M>) {
    return reads[method](asker, params);
  }

  function write<M extends WriteName>(asker: Asker, method: M, params: Params<M> & { commandId?: string }) {
    const command = { senderId: asker.userId, commandId: params.commandId, method };
    return writeOnce(services, command, () => writes[method](asker, params));
  }

  return async (caller, request) => {
    if (request.method === 'auth.reset') return encoded(await accounts.reset(request.params, caller.address));
    if (isLogin(request)) return logIn(services, caller, request);
    if (isOperators(request)) return operate(caller, request);
    const { member, identity } = caller;
    if (!member || !identity) return refuse('unauthenticated');
    const { userId } = identity;
    const identify: Asker['identify'] = (next) => caller.identify(next);
    const asker = { userId, identity, member, identify };
    if (isChange(request)) return rooms.change(member, request);
    if (isRead(request)) return encoded(await read(asker, request.method, request.params));
    switch (request.method) {
      case 'room.create':
        return rooms.create(member, request.params);
      case 'auth.logout':
        await accounts.logout(identity, () => identify(null));
        return encoded({ result: {} });
      case 'auth.changePassword': {
        const changed = await accounts.changePassword(identity, request.params, {
          address: caller.address,
          enter: (entered) => identify(entered.identity),
        });
        if ('identity' in changed) notices.tell([accountChanged(userId, changed.identity, ['password'])]);
        return encoded(changed);
      }
      case 'account.update': {
        const updated = await accounts.update(identity, request.params);
        if ('isFirst' in updated && updated.isFirst)
          notices.tell([accountChanged(userId, identity, changedFields(request.params))]);
        return encoded(updated);
      }
      case 'account.delete': {
        const deleted = await accounts.delete(identity, request.params, {
          logOut: () => identify(null),
          tellRooms: rooms.changed,
        });
        return encoded(deleted);
      }
      case 'sheets.import':
        return importSheets(userId, request.params);
      default:
        return write(asker, request.method, request.params);
    }
  };
}

function isLogin(request: Exclude<Request, { method: 'auth.reset' }>): request is Login {
  return methods[request.method].access === 'anybody';
}

function isOperators(request: Request): request is RequestOf<OperatorName> {
  return methods[request.method].access === 'operator';
}

function isRead(request: Request): request is RequestOf<ReadName> {
  return methods[request.method].effect === 'read';
}

function isChange(request: Request): request is RequestOf<ChangeName> {
  return methods[request.method].effect === 'room' && 'code' in request.params;
}
