import { write } from './method.ts';
import { Nothing, readable, Token } from './shapes.ts';

/** For the operator: the person who runs the server. */
export const adminMethods = {
  'admin.broadcast': write({
    summary:
      'Shows a message on every terminal of every node. It requires no login, but a token made with the secret of the server.',
    access: 'operator',
    limit: null,
    params: {
      operatorToken: Token,
      message: readable(500, 'One line as people read it, without control or direction characters.'),
    },
    result: Nothing,
  }),
} as const;
