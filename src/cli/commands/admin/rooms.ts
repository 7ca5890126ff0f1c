import type { Run } from '../../command.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions, showPage } from './page.ts';

/** `whist admin rooms`: open rooms, the one that was quiet for longest first. */
export const roomsCommand: Run = async (context) => {
  const page = await operate(context.config, 'admin.rooms', (operatorToken) => ({
    operatorToken,
    ...pageOptions(context.options),
  }));
  return showPage(context, page, async ({ rooms }) =>
    (await import('../../render/operator.ts')).roomList(rooms),
  );
};
