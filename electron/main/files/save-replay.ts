import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { ChooseSavePath } from './choose-save-path.ts';
import { writeChosen } from './write-chosen.ts';

/** What saving needs, so that a test can put its own in place. */
export interface SaveDesk {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  readonly choosePath: ChooseSavePath;
}

/**
 * Writes the comparison of a replay where the person says; what stands in it comes from the service, not from the window.
 * @returns null if the person thought better of it
 * @throws Refusal from the service, or `file_not_written`
 */
export async function saveReplay(
  { service, choosePath }: SaveDesk,
  windowId: number,
  { replayId, format }: RequestInput<'workbench.saveReplay'>,
): Promise<RequestOutput<'workbench.saveReplay'>> {
  const { table } = await service.askAsHost(windowId, 'host.replayTable', { replayId, format });
  return writeChosen(choosePath, windowId, `全年测算.${format}`, table);
}
