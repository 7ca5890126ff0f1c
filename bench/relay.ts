import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The yardstick of the servers: the cost of a bare WebSocket and JSON, without rules, log and database. A frame names
 * its room, and the first one brings what the room tells: an event or a state of whist. Each later frame is parsed and
 * counted, and what the room tells is encoded once and sent to the four sockets of the room.
 */
interface Room {
  told: { version: number };
  readonly sockets: Set<WebSocket>;
}

interface Frame {
  readonly id: number;
  readonly room: string;
  readonly told?: Room['told'];
}

const rooms = new Map<string, Room>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false }, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  console.log(JSON.stringify({ event: 'listening', url: `ws://127.0.0.1:${address.port}` }));
});

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { id, room: code, told } = JSON.parse(String(data)) as Frame;
    const room = rooms.get(code) ?? { told: { version: 0 }, sockets: new Set() };
    rooms.set(code, room);
    room.sockets.add(socket);
    if (told) room.told = told;
    room.told.version += 1;
    const text = JSON.stringify(room.told);
    const update = `{"jsonrpc":"2.0","method":"room.updated","params":${text}}`;
    for (const other of room.sockets) if (other !== socket) other.send(update);
    socket.send(`{"jsonrpc":"2.0","id":${id},"result":${text}}`);
  });
});
