import type { parameterRequests } from '../../../shared/contract/parameters.ts';
import type { Handlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { changeBackupFolder, changeParameters, readParameters } from './parameters.ts';

export const parameterHandlers: Pick<Handlers, keyof typeof parameterRequests> = {
  'parameters.list': readParameters,
  'parameters.change': async (context, { actor, input }) => {
    await changeParameters(context, actor, input);
    return readParameters(context);
  },
  'parameters.setBackupFolder': async (context, { actor, input, filePath }) => {
    await changeBackupFolder(context, actor, chosenFile(filePath), input.secondPerson);
    return readParameters(context);
  },
  'parameters.removeBackupFolder': async (context, { actor, input }) => {
    await changeBackupFolder(context, actor, null, input.secondPerson);
    return readParameters(context);
  },
};
