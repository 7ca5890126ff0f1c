import type { Wire } from '../../support/wire.ts';

export interface Answer {
  readonly jsonrpc: string;
  readonly id: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: { readonly reason: string };
  };
}

/** The next frame after sending this one. */
export async function answerTo(wire: Wire, frame: string): Promise<Answer> {
  const before = wire.frames.length;
  wire.send(frame);
  return JSON.parse(await wire.until(() => wire.frames[before])) as Answer;
}
