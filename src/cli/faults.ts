import { ConfigFault, type ConfigFaultReason } from '../config/fault.ts';
import { NodeFault, type NodeFaultReason } from '../node/faults.ts';
import { StorageFault, type StorageFaultReason } from '../storage/database/fault.ts';
import { refusalOf } from '../storage/database/refusals.ts';
import { exitCodes, Failure, type ExitCode } from './exit.ts';

/**
 * Turns a fault of the server or the database into the failure of a command. Returns any other error as it
 * is.
 */
export function asFailure(error: unknown): unknown {
  const isFault = error instanceof ConfigFault || error instanceof NodeFault || error instanceof StorageFault;
  const fault = isFault ? error : refusalOf(error);
  return fault ? new Failure(codes[fault.reason], fault.reason, fault.message) : error;
}

const codes: Record<ConfigFaultReason | NodeFaultReason | StorageFaultReason, ExitCode> = {
  setting_missing: exitCodes.usage,
  file_unusable: exitCodes.disk,
  port_in_use: exitCodes.tryAgain,
  certificate_unusable: exitCodes.usage,
  not_permitted: exitCodes.notAllowed,
  secret_unsafe: exitCodes.notAllowed,
  backup_unwritable: exitCodes.disk,
  database_url: exitCodes.usage,
  database_unreachable: exitCodes.serverNotReached,
  database_missing: exitCodes.serverNotReached,
  database_busy: exitCodes.tryAgain,
  database_forbidden: exitCodes.notAllowed,
  database_read_only: exitCodes.notAllowed,
  database_settings: exitCodes.badInput,
  database_empty: exitCodes.badInput,
  database_used: exitCodes.badInput,
  not_a_backup: exitCodes.badInput,
  backup_damaged: exitCodes.badInput,
  folder_unwritable: exitCodes.disk,
  folder_locked: exitCodes.folderLocked,
  folder_unlockable: exitCodes.disk,
  too_few_handles: exitCodes.tryAgain,
  database_lost: exitCodes.disk,
  database_damaged: exitCodes.disk,
  disk_full: exitCodes.disk,
  schema_too_new: exitCodes.badInput,
};
