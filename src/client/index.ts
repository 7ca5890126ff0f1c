export { createConnection, type Connection, type ConnectionStatus, type FirstTry } from './connection.ts';
export { resumeSession, type Authenticate, type TokenKeeper, type Tokens } from './session.ts';
export { createRoomStore, type Change, type Entrance, type RoomSnapshot, type RoomStore } from './room.ts';
export { createReplayStore, type ReplayStore, type Step } from './replay.ts';
export { undoTarget } from './history.ts';
// What the screens need of the protocol: they import it from nowhere else.
export { cleanName, type ChangeName, type RoomEvent, type RoomState } from '../protocol/index.ts';
export { createCalls, type Answered, type Call } from './calls.ts';
export { openSocket, type Socket } from './socket.ts';
