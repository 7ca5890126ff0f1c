import { refuse, type Params, type Request } from '../protocol/index.ts';
import type { Answer } from '../rooms/index.ts';
import type { Caller } from './caller.ts';
import { accountChanged } from './account-notice.ts';
import { encoded } from './once.ts';
import type { OperatorMethods, OperatorName, Services } from './services.ts';

type OperatorRequest = Extract<Request, { method: OperatorName }>;

/** Answers the requests of the operator. A token made with the secret of the server proves one. */
export function createOperatorHandler(
  services: Services,
): (caller: Pick<Caller, 'stay'>, request: OperatorRequest) => Promise<Answer> {
  const { operator } = services;
  const methods = createOperatorMethods(services);

  async function answer<M extends OperatorName>(
    caller: Pick<Caller, 'stay'>,
    { method, params }: { readonly method: M; readonly params: Params<M> },
  ): Promise<Answer> {
    const token = await operator.tokenOf(params.operatorToken);
    if (!token) return refuse('not_operator');
    caller.stay();
    const commandId = 'commandId' in params ? params.commandId : undefined;
    return encoded(await methods[method](params, { method, token, commandId }));
  }

  return (caller, { method, params }) => answer(caller, { method, params });
}

function createOperatorMethods({ operator, broadcasts, notices, rooms }: Services): OperatorMethods {
  return {
    async 'admin.broadcast'({ message }, asked) {
      const outcome = await operator.act(asked, async () => ({ result: {}, details: { message } }));
      if ('result' in outcome && outcome.isFirst) broadcasts.tell(message);
      return outcome;
    },
    'admin.users': (search) => operator.users(search),
    'admin.user': ({ username }) => operator.user(username),
    'admin.disable': ({ username }, asked) => operator.disable(asked, username),
    'admin.enable': ({ username }, asked) => operator.enable(asked, username),
    'admin.resetPassword': ({ username }, asked) => operator.resetPassword(asked, username),
    async 'admin.rename'(params, asked) {
      const renamed = await operator.rename(asked, params);
      if ('isFirst' in renamed && renamed.isFirst)
        notices.tell([accountChanged(renamed.result.id, null, ['username'])]);
      return renamed;
    },
    'admin.rooms': (page) => operator.rooms(page),
    async 'admin.close'({ code }, asked) {
      const outcome = await operator.close(asked, code);
      if ('refused' in outcome) return outcome;
      // The room ends in a transaction of its own. If it failed then, it ends when the command is sent again. Only the
      // room that was noted may end then.
      const { code: noted, ...result } = outcome.result;
      const ended = await rooms.end(noted, 'closed');
      return 'refused' in ended && ended.refused.reason === 'try_again' ? ended : { result };
    },
    'admin.prune': ({ emptyRoomsOlderThanDays }, asked) => operator.prune(asked, emptyRoomsOlderThanDays),
    'admin.log': (params) => operator.log(params),
    'admin.token': (_, asked) => operator.lend(asked),
  };
}
