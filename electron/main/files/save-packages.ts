import { open, rm } from 'node:fs/promises';
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
    if (!(await isWritten(join(folder, fileName), sealed.content))) {
      throw await withdrawn(service, windowId, sealed);
    }
    packages.push({ fileName, count, sumFen });
    after = sealed.next;
  }
  if (packages.length === 0) {
    throw new Refusal(
      'nothing_to_export',
      '没有可以导出的记录：要么都已上传，要么排在中心不接收的记录后面。请先处理红色的记录。',
    );
  }
  return { packages, more: after !== null };
}

/** A stick is pulled out as soon as the program says done. What is written by half is removed, if the stick still lets us. */
async function isWritten(path: string, content: Uint8Array): Promise<boolean> {
  const file = await open(path, 'wx').catch(() => undefined);
  if (file === undefined) return false;
  try {
    await file.writeFile(content).then(() => file.sync());
    await file.close();
    return true;
  } catch {
    await file.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
    return false;
  }
}

/** The service put it down before the file was written: it may not wait for a receipt that cannot come. */
async function withdrawn(
  service: PackageDesk['service'],
  windowId: number,
  { packageId, fileName }: { readonly packageId: string; readonly fileName: string },
): Promise<Refusal> {
  const reason = '导出时文件写不进去';
  const isPutDown = await service.askAsHost(windowId, 'host.withdrawPackage', { packageId, reason }).then(
    () => true,
    () => false,
  );
  const next = isPutDown ? '程序已把它标为“没有送出”' : '请在导出过的文件里把它标为“没有送出”';
  return new Refusal(
    'file_not_written',
    `文件 ${fileName} 写不进去：U盘可能已满、写保护或已拔出。${next}；U盘上若还有它，不要送中心。先写好的文件不受影响，请换一个位置再导出。`,
  );
}
