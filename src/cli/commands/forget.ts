import { shownUrl } from '../../config/secrets.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { configFolderFault } from '../session/folder-fault.ts';
import { forgetAnswer } from '../session/known-servers.ts';

const say = words.explanations.trust;

/** `whist forget`: forgets the certificate that the person has trusted, or that plain text was fine. */
export const forgetCommand: Run = async ({ config, json }) => {
  const forgotten = await forgetAnswer(config).catch((error: unknown) => {
    throw configFolderFault(config.configDir, error);
  });
  const server = shownUrl(config.server);
  if (json) writeJson({ forgotten });
  else note(forgotten ? say.forgotten(server) : say.nothingKnown(server));
  return exitCodes.ok;
};
