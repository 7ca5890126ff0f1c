import { WebSocketServer, type WebSocket } from 'ws';

/**
 * A server for `bench actions` to compare with: only WebSocket and JSON, with no rules, no log and no
 * database. Every frame names a room, and the first one brings its state. Each action is parsed and counted.
 * Then the four sockets of the room get the whole state, encoded once.
 */
interface Room {
  state: { version: number };
  readonly sockets: Set<WebSocket>;
}

const rooms = new Map<string, Room>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false }, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  console.log(JSON.stringify({ event: 'listening', url: `ws://127.0.0.1:${address.port}` }));
});

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const {
      id,
      room: code,
      state,
    } = JSON.parse(String(data)) as { id: number; room: string; state?: Room['state'] };
    const room = rooms.get(code) ?? { state: { version: 0 }, sockets: new Set() };
    rooms.set(code, room);
    room.sockets.add(socket);
    if (state) room.state = state;
    room.state.version += 1;
    const text = JSON.stringify(room.state);
    const update = `{"jsonrpc":"2.0","method":"room.updated","params":{"code":"${code}","state":${text}}}`;
    for (const other of room.sockets) if (other !== socket) other.send(update);
    socket.send(`{"jsonrpc":"2.0","id":${id},"result":{"version":${room.state.version},"state":${text}}}`);
  });
});
