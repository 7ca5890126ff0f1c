import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import { createCalls, openSocket, type Entrance, type Socket } from '../client/index.ts';
import type { Config } from '../config.ts';
import { resumeKept, unreachable } from './connect.ts';
import { exitCodes, refusedBy } from './exit.ts';
import { note } from './output.ts';

/**
 * JSON-RPC lines in, JSON-RPC lines out, on a socket that is logged in and has entered the room: the first line is
 * the answer to that, with the id `enter`. Resolves with 0 when standard input has ended and every request is
 * answered, and with 69 when the server goes.
 */
export async function pipeRoom(config: Config, code: string, entrance: Entrance): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const unanswered = new Set<unknown>();
  let inputEnded = false;
  const logins = createCalls();
  let receive = (text: string) => logins.answer(JSON.parse(text) as Record<string, unknown>);

  const socket = await openSocket(config.server, {
    onText: (text) => receive(text),
    onClosed: () => ended.resolve(exitCodes.serverNotReached),
  });
  if ('unreachable' in socket) throw unreachable(config.server);
  const entered = await resumeKept(config)((method, params) => logins.add(method, params, socket.send));
  if ('refused' in entered) {
    socket.close();
    throw refusedBy(entered.refused);
  }

  receive = (text) => {
    process.stdout.write(`${text}\n`);
    unanswered.delete((JSON.parse(text) as { id?: unknown }).id);
    endIfDone();
  };
  pass(socket, JSON.stringify(enterRequest(code, entrance)));
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line.trim() !== '') pass(socket, line);
  });
  lines.on('close', () => {
    inputEnded = true;
    endIfDone();
  });

  const exitCode = await ended.promise;
  lines.close();
  socket.close();
  if (exitCode !== exitCodes.ok) note('The server has gone; start the pipe again when it is back.');
  return exitCode;

  function pass(to: Socket, line: string) {
    unanswered.add(idOf(line));
    to.send(line);
  }

  function endIfDone() {
    if (inputEnded && unanswered.size === 0) ended.resolve(exitCodes.ok);
  }
}

function enterRequest(code: string, entrance: Entrance): object {
  const request = { jsonrpc: '2.0', id: 'enter' };
  return 'watch' in entrance
    ? { ...request, method: 'room.watch', params: { code } }
    : { ...request, method: 'room.join', params: { code, commandId: randomUUID(), ...entrance } };
}

/** The id that the answer to a line will have; a line the server cannot read is answered with null. */
function idOf(line: string): unknown {
  try {
    const { id = null } = JSON.parse(line) as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}
