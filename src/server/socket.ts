import type { CloseCode } from '../protocol/index.ts';

/** All the server knows of a WebSocket; one small file knows the library. */
export interface Socket {
  /** Sends one text frame; does nothing once the socket is closed. */
  send(text: string): void;
  close(code: CloseCode, reason: string): void;
  /** Bytes sent but not yet taken by the other side. */
  buffered(): number;
}
