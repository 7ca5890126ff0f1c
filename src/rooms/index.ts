export { createRooms, type Rooms, type RoomsOptions } from './rooms.ts';
export { foldLog, evolve, seatOf, type Room } from './room.ts';
export type { Member } from './audience.ts';
export type { Answer } from './view.ts';
export { payloadOf, type LogEntry, type RoomAction } from './log.ts';
export type * from './ports.ts';
export { randomCode } from './codes.ts';
export type { RoomSummary } from './live.ts';
