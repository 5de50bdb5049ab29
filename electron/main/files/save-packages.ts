import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { HostRequestOutput } from '../../../shared/contract/host.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { ChooseFolder } from './choose-folder.ts';

/** What saving needs, so that a test can put its own in place. */
export interface PackageDesk {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  readonly chooseFolder: ChooseFolder;
}

/** What one export writes at most; the rest goes with the next one. */
const mostPackages = 100;

/**
 * Writes what waits for the platform into the folder that the person says, one package after another; what stands in
 * them comes from the service. A file is on the stick when this returns.
 * @returns null if the person thought better of it
 * @throws Refusal from the service, `nothing_to_export` or `file_not_written`
 */
export async function savePackages(
  { service, chooseFolder }: PackageDesk,
  windowId: number,
): Promise<RequestOutput<'offline.export'>> {
  const folder = await chooseFolder(windowId);
  if (folder === undefined) return null;
  const packages: NonNullable<RequestOutput<'offline.export'>>['packages'] = [];
  let after: number | null = 0;
  while (after !== null && packages.length < mostPackages) {
    const sealed: HostRequestOutput<'host.sealPackage'> = await service.askAsHost(
      windowId,
      'host.sealPackage',
      { after },
    );
    if (sealed === null) break;
    const { fileName, count, sumFen } = sealed;
    await write(join(folder, fileName), sealed.content);
    packages.push({ fileName, count, sumFen });
    after = sealed.next;
  }
  if (packages.length === 0) {
    throw new Refusal('nothing_to_export', '没有等待上传的记录，不用导出。');
  }
  return { packages, more: after !== null };
}

/** A stick is pulled out as soon as the program says done. */
async function write(path: string, content: Uint8Array): Promise<void> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch {
    throw new Refusal(
      'file_not_written',
      '文件写不进去：U盘可能已满、写保护或已拔出。已导出的文件不受影响，请换一个位置再导出。',
    );
  }
}
