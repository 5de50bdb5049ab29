import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Call, Handlers, HostHandlers, ServiceContext } from '../context.ts';
import { putIntoForceByTwo } from '../policy/handlers.ts';
import { effectOf, explainEffect } from './effect.ts';
import { compiledWith, openBuiltIn, openedPack, openFile, openInForce } from './opened-packs.ts';
import { viewOf } from './pack-view.ts';
import { cancelReplay, finishedReplay, lastReplay, startReplay } from './replay/run-replay.ts';
import { losingPersons, losingPersonsTable } from './replay/losing-persons.ts';
import { tableFile } from './replay/table-file.ts';
import { listSettlements, readShelf } from './shelf.ts';

type WorkbenchRequest = Extract<keyof Handlers, `workbench.${string}`>;

export const workbenchHandlers: Pick<Handlers, WorkbenchRequest> = {
  'workbench.shelf': (context) => readShelf(context),
  'workbench.openPack': (context, { input: { from } }) =>
    viewOf(
      from.kind === 'built_in' ? openBuiltIn(context, from.packId) : openInForce(context, from.inForceId),
    ),
  'workbench.openFile': async (context, { filePath }) => {
    if (filePath === undefined) throw new Refusal('file_not_chosen', '请先选择政策文件。');
    return viewOf(await openFile(context, filePath));
  },
  'workbench.settlements': (context, { input }) => listSettlements(context, input.text),
  'workbench.effect': effectOf,
  'workbench.explain': explainEffect,
  'workbench.startReplay': startReplay,
  'workbench.cancelReplay': (context, { input }) => cancelReplay(context, input.replayId),
  'workbench.replay': (context) => lastReplay(context),
  'workbench.losingPersons': (context, { input }) => losingPersons(context, input.replayId),
  'workbench.putIntoForce': putOpenedIntoForce,
};

/** What main asks on behalf of a window that saves a table. */
export const workbenchHostHandlers: Pick<HostHandlers, 'host.replayTable' | 'host.losingPersonsTable'> = {
  'host.losingPersonsTable': (context, { input, actor }) => losingPersonsTable(context, actor, input),
  'host.replayTable': async (context, { input, actor }) => ({
    fileName: `全年测算.${input.format}`,
    table: await tableFile(finishedReplay(context, actor, input.replayId), input.format),
  }),
};

function putOpenedIntoForce(
  context: ServiceContext,
  { input, actor }: Call<'workbench.putIntoForce'>,
): Promise<RequestOutput<'workbench.putIntoForce'>> {
  const { openedId, options, fromDay, toDay, secondPerson } = input;
  const opened = openedPack(context, openedId);
  compiledWith(opened, options);
  const [own] = opened.files;
  if (own === undefined) throw new Error('a pack without a file');
  const policy = { text: own.text, fileName: own.file, fromDay, toDay, options };
  return putIntoForceByTwo(context, actor, secondPerson, policy, opened.packHash);
}
