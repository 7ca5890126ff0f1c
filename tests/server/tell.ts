import type { Reason } from '../../src/protocol/index.ts';
import { Refused, type Stated, type Wire } from '../support/wire.ts';

export type Changed = Stated<'log.undo'>;

/** The answer to a change, or the reason of its refusal. */
export async function tell(wire: Wire, method: string, params: object): Promise<Changed | Reason> {
  try {
    return (await wire.ask(method, params)) as Changed;
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
}
