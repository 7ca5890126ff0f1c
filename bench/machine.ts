import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { serverVersion } from './database.ts';

/** The things that the figures depend on besides the program. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** GB */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly postgresql: string;
}

export async function thisMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgresql: await serverVersion(),
  };
}

export function machineText({ processor, cores, memory, system, node, postgresql }: Machine): string {
  return `${processor}, ${cores} cores, ${memory} GB of memory, ${system}, Node ${node}, PostgreSQL ${postgresql}`;
}
