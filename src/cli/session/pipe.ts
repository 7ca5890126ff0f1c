import { createInterface, type Interface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import { createCalls, type Entrance, type Socket } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { maximumFrame, refusal, refusalText, type Refusal } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { resumeKept } from './connect.ts';
import { openSocketTo } from './reach.ts';
import { endTyping } from './typed-lines.ts';
import { exitCodes, refusedBy } from '../exit.ts';
import { note } from '../output.ts';

const say = words.output.pipe;

/**
 * JSON-RPC lines in, JSON-RPC lines out, on a socket that has logged in and entered the room. The first line
 * is the answer of the room, with the id `enter`. Resolves with 0 when standard input has ended and every
 * line is answered, with 69 when the server closes the socket, and with the code of the refusal if the room
 * refuses to be entered.
 */
export async function pipeRoom(config: Config, code: string, entrance: Entrance): Promise<number> {
  const ended = Promise.withResolvers<number>();
  // Only counted: lines may have the same id, and all lines that cannot be read are answered with the id
  // null.
  let unanswered = 0;
  // Set when the room is entered.
  const input: { lines?: Interface } = {};
  let inputEnded = false;
  const logins = createCalls();
  let receive = (text: string) => logins.answer(JSON.parse(text) as Record<string, unknown>);

  const socket = await openSocketTo(config, {
    onText: (text) => receive(text),
    onClosed: () => ended.resolve(exitCodes.serverNotReached),
  });
  // There may have been a question.
  await endTyping();
  const entered = await resumeKept(config)((method, params) => logins.add(method, params, socket.send));
  if ('refused' in entered) {
    socket.close();
    throw refusedBy(entered.refused);
  }

  receive = (text) => {
    process.stdout.write(`${text}\n`);
    const message = JSON.parse(text) as { method?: unknown; error?: { message: string; data: Refusal } };
    if (message.method !== undefined) return;
    unanswered -= 1;
    if (input.lines) endIfDone();
    else if (message.error) refuseEntry({ ...message.error.data, message: message.error.message });
    else input.lines = readLines(socket);
  };
  // The reader of standard output has gone.
  process.stdout.once('error', () => ended.resolve(exitCodes.ok));
  pass(socket, JSON.stringify(enterRequest(code, entrance)));

  const exitCode = await ended.promise;
  input.lines?.close();
  socket.close();
  if (exitCode === exitCodes.serverNotReached) note(say.serverGone);
  return exitCode;

  function readLines(to: Socket): Interface {
    return createInterface({ input: process.stdin })
      .on('line', (line) => {
        if (line.trim() !== '') pass(to, line);
      })
      .on('close', () => {
        inputEnded = true;
        endIfDone();
      });
  }

  function pass(to: Socket, line: string) {
    if (Buffer.byteLength(line) > maximumFrame) {
      // The server would close the socket.
      const message = say.lineTooLong(maximumFrame);
      process.stdout.write(`${refusalText(null, refusal('invalid_request', { message }))}\n`);
      return;
    }
    unanswered += 1;
    to.send(line);
  }

  function refuseEntry(refused: Refusal) {
    note(refused.message);
    ended.resolve(refusedBy(refused).exitCode);
  }

  function endIfDone() {
    if (inputEnded && unanswered === 0) ended.resolve(exitCodes.ok);
  }
}

function enterRequest(code: string, entrance: Entrance): object {
  const request = { jsonrpc: '2.0', id: 'enter' };
  return 'watch' in entrance
    ? { ...request, method: 'room.watch', params: { code } }
    : { ...request, method: 'room.join', params: { code, commandId: randomUUID(), ...entrance } };
}
