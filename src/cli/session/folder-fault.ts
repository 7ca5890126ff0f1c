import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';

/**
 * A failure that names the folder in which a session cannot be kept. Any other error is returned as it is.
 */
export function configFolderFault(folder: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new Failure(
    exitCodes.disk,
    'folder_unusable',
    words.output.connect.folderUnusable(folder, String(error.code)),
  );
}
