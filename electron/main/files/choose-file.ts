import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import { basename } from 'node:path';
import type { FilePurpose, FileTokens } from './file-tokens.ts';

const dialogs: Readonly<Record<FilePurpose, { readonly title: string; readonly filters: FileFilter[] }>> = {
  statement: {
    title: '选择对账单',
    filters: [{ name: '对账单（CSV、XLSX）', extensions: ['csv', 'xlsx'] }],
  },
  roster: { title: '选择名册文件', filters: [{ name: '名册（CSV、XLSX）', extensions: ['csv', 'xlsx'] }] },
  catalogue: {
    title: '选择医保目录',
    filters: [{ name: '医保目录（CSV、XLSX）', extensions: ['csv', 'xlsx'] }],
  },
  fees: { title: '选择费用清单', filters: [{ name: '费用清单（CSV、XLSX）', extensions: ['csv', 'xlsx'] }] },
  receipt: { title: '选择医保平台的回执', filters: [{ name: '回执（receipt）', extensions: ['receipt'] }] },
  claim_reply: { title: '选择拨付申请的回执', filters: [{ name: '回执（reply）', extensions: ['reply'] }] },
  designated: {
    title: '选择定点医院名单',
    filters: [{ name: '名单（CSV、XLSX）', extensions: ['csv', 'xlsx'] }],
  },
  attachment: {
    title: '选择照片或 PDF',
    filters: [{ name: '照片、PDF', extensions: ['jpg', 'jpeg', 'png', 'pdf'] }],
  },
  folder: { title: '选择文件夹', filters: [] },
  policy: { title: '选择政策文件', filters: [{ name: '政策文件（YAML）', extensions: ['yaml', 'yml'] }] },
};

/**
 * Lets a person pick a file in the system's dialog.
 * @param startFolder where the dialog opens; null leaves that to the system
 * @returns the token and the bare name; null if the person thought better of it
 */
export async function chooseFile(
  window: BrowserWindow,
  purpose: FilePurpose,
  tokens: FileTokens,
  startFolder: string | null,
): Promise<{ fileToken: string; fileName: string } | null> {
  const windowId = window.webContents.id;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...dialogs[purpose],
    properties: [purpose === 'folder' ? 'openDirectory' : 'openFile', 'dontAddToRecent'],
    ...(startFolder === null ? {} : { defaultPath: startFolder }),
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return null;
  return { fileToken: tokens.issue({ path, windowId, purpose }), fileName: basename(path) };
}
