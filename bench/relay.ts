import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The yardstick of `bench actions`: the cost of a bare WebSocket and JSON, without rules, log and database. A frame
 * names its room, and the first one brings the state. Each later one is parsed and counted, and the whole state is
 * encoded once and sent to the four sockets of the room.
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
