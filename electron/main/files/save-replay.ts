import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { ChooseSavePath } from './choose-save-path.ts';

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
  const filePath = await choosePath(windowId, `全年测算.${format}`);
  if (filePath === undefined) return null;
  try {
    await writeFile(filePath, table);
  } catch {
    throw new Refusal(
      'file_not_written',
      '文件写不进去：可能正被别的程序打开，或这个位置不能写。请换一个名字或位置再保存。',
    );
  }
  return { fileName: basename(filePath) };
}
