import type { HostRequestInput, TableRequestName } from '../../../shared/contract/host.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { ChooseSavePath } from './choose-save-path.ts';
import { writeChosen } from './write-chosen.ts';

/** What saving needs, so that a test can put its own in place. */
export interface SaveDesk {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  readonly choosePath: ChooseSavePath;
}

/**
 * Writes a table where the person says; what stands in it, and what the file is called at first, comes from the service
 * and not from the window.
 * @returns null if the person thought better of it
 * @throws Refusal from the service, or `file_not_written`
 */
export async function saveTable<Name extends TableRequestName>(
  { service, choosePath }: SaveDesk,
  windowId: number,
  name: Name,
  input: HostRequestInput<Name>,
): Promise<{ fileName: string } | null> {
  const { fileName, table } = await service.askAsHost(windowId, name, input);
  return writeChosen(choosePath, windowId, fileName, table);
}
