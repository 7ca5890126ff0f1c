import { ConfigFault, type ConfigFaultReason } from '../config/fault.ts';
import { NodeFault, type NodeFaultReason } from '../node/faults.ts';
import { StorageFault, type StorageFaultReason } from '../storage/database/fault.ts';
import { exitCodes, Failure, type ExitCode } from './exit.ts';

/**
 * Turns a fault of the server or the database into the failure of a command. Returns any other error as it
 * is.
 */
export function asFailure(error: unknown): unknown {
  return error instanceof ConfigFault || error instanceof NodeFault || error instanceof StorageFault
    ? new Failure(codes[error.reason], error.reason, error.message)
    : error;
}

const codes: Record<ConfigFaultReason | NodeFaultReason | StorageFaultReason, ExitCode> = {
  setting_missing: exitCodes.usage,
  file_unusable: exitCodes.disk,
  port_in_use: exitCodes.tryAgain,
  not_permitted: exitCodes.notAllowed,
  secret_unsafe: exitCodes.notAllowed,
  database_unreachable: exitCodes.serverNotReached,
  folder_unwritable: exitCodes.disk,
  folder_locked: exitCodes.folderLocked,
  folder_unlockable: exitCodes.disk,
  disk_full: exitCodes.disk,
  schema_too_new: exitCodes.badInput,
};
