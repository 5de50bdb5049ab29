import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import {
  diagnosticsFileSchema,
  type DiagnosticsFile,
  type FolderSizes,
  type MachineFacts,
} from '../../../shared/contract/diagnostics.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ChooseSavePath } from '../files/choose-save-path.ts';
import type { ServiceHost } from '../programs/service-host.ts';

/** What the diagnostics file is made of, so that a test can put its own in place. */
export interface DiagnosticsDesk {
  readonly service: Pick<ServiceHost, 'askAsHost' | 'whyNotOpen'>;
  readonly choosePath: ChooseSavePath;
  readonly machine: () => MachineFacts;
  readonly folder: () => FolderSizes;
  readonly logLines: () => string[];
}

type Saved = RequestOutput<'diagnostics.save'>;

/**
 * Writes what support needs where the person says; the service looks through its file for it.
 * @returns null if the person thought better of it
 * @throws Refusal from the service, or `file_not_written`
 */
export async function saveDiagnostics(desk: DiagnosticsDesk, windowId: number): Promise<Saved> {
  const path = await chosenPath(desk, windowId);
  if (path === undefined) return null;
  const service = await desk.service.askAsHost(windowId, 'host.diagnostics', {});
  return write(path, { ...common(desk), notOpen: null, service });
}

/**
 * The same without the service, while the hospital's file cannot be opened and nobody can sign in: it tells nothing
 * that a look at the machine would not.
 * @throws Refusal `diagnostics_need_account` while the file is open, or `file_not_written`
 */
export async function saveClosedDiagnostics(desk: DiagnosticsDesk, windowId: number): Promise<Saved> {
  const refusal = await desk.service.whyNotOpen();
  if (refusal === null) {
    throw new Refusal(
      'diagnostics_need_account',
      '数据文件已经打开，请信息科登录后在“管理 · 诊断文件”里保存。',
    );
  }
  const path = await chosenPath(desk, windowId);
  return path === undefined ? null : write(path, { ...common(desk), notOpen: refusal.code, service: null });
}

function chosenPath({ choosePath }: DiagnosticsDesk, windowId: number): Promise<string | undefined> {
  return choosePath(windowId, `一站通诊断-${new Date().toISOString().slice(0, 10)}.json`);
}

function common(desk: DiagnosticsDesk): Omit<DiagnosticsFile, 'notOpen' | 'service'> {
  return {
    format: 'onestop-window diagnostics 1',
    madeAt: new Date().toISOString(),
    machine: desk.machine(),
    folder: desk.folder(),
    log: desk.logLines(),
  };
}

/** What does not fit the schema, which has no place for anything personal, does not get into a file. */
async function write(path: string, content: DiagnosticsFile): Promise<Saved> {
  const text = JSON.stringify(diagnosticsFileSchema.parse(content), undefined, 2);
  try {
    await writeFile(path, `${text}\n`);
  } catch {
    throw new Refusal(
      'file_not_written',
      '文件写不进去：可能正被别的程序打开，或这个位置不能写。请换一个名字或位置再保存。',
    );
  }
  return { fileName: basename(path) };
}
