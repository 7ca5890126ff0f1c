export { createConnection, type Connection, type ConnectionStatus } from './connection.ts';
export { resumeSession, type Authenticate, type TokenKeeper } from './session.ts';
export { createRoomStore, type Entrance } from './room.ts';
export { nothingYet, type Change, type RoomSnapshot, type RoomStore } from './snapshot.ts';
export { createMemoryRoom, type MemoryRoom } from './memory.ts';
export { createReplayStore, type Step } from './replay.ts';
export { undoneBy, undoTarget } from './history.ts';
// The screens take these parts of the protocol from here, and from nowhere else.
export { cleanName, type ChangeName, type RoomEvent, type RoomState } from '../protocol/index.ts';
export { createCalls } from './calls.ts';
export type { Trust } from './dial.ts';
export { openSocket, type Socket, type SocketEvents } from './socket.ts';
export { unreachableSentence, type Unreachable } from './unreachable.ts';
