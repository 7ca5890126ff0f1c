import type { CloseCode } from '../protocol/index.ts';

/** A WebSocket for the server. Only the file `ws.ts` knows the library. */
export interface Socket {
  /** The address of the other side. */
  readonly address: string;
  /** Sends one text frame, given as text or as UTF-8 bytes. Does nothing if the socket is closed. */
  send(frame: string | Uint8Array): void;
  close(code: CloseCode, reason: string): void;
  /** Somebody is logged in on it now, or nobody any longer. */
  admit(isLoggedIn: boolean): void;
  /** Bytes sent but not yet taken by the other side. */
  buffered(): number;
}
