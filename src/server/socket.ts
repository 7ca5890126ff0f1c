import type { CloseCode } from '../protocol/index.ts';

/** A WebSocket as the server knows it; one small file knows the library. */
export interface Socket {
  /** The address of the other side. */
  readonly address: string;
  /** Sends one text frame, given as text or in UTF-8; does nothing once the socket is closed. */
  send(frame: string | Uint8Array): void;
  close(code: CloseCode, reason: string): void;
  /** Bytes sent but not yet taken by the other side. */
  buffered(): number;
}
