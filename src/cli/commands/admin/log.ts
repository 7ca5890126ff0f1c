import type { Run } from '../../command.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions, showPage } from './page.ts';

/** `whist admin log`: the actions of operators, the last one first. */
export const logCommand: Run = async (context) => {
  const page = await operate(context.config, 'admin.log', (operatorToken) => ({
    operatorToken,
    ...pageOptions(context.options),
  }));
  return showPage(context, page, async ({ actions }) =>
    (await import('../../render/operator.ts')).actionList(actions),
  );
};
