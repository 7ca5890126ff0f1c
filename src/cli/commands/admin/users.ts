import type { Run } from '../../command.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions, showPage } from './page.ts';

/** `whist admin users [QUERY]`: accounts, the last active first. */
export const usersCommand: Run = async (context, query) => {
  const { inactiveSince, disabled } = context.options;
  const page = await operate(context.config, 'admin.users', (operatorToken) => ({
    operatorToken,
    ...(query !== undefined && { query }),
    ...(typeof inactiveSince === 'string' && { inactiveSince }),
    ...(disabled === true && { disabled }),
    ...pageOptions(context.options),
  }));
  return showPage(context, page, async ({ users }) =>
    (await import('../../render/operator.ts')).accountList(users),
  );
};
