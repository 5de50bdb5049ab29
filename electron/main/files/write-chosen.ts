import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ChooseSavePath } from './choose-save-path.ts';

/**
 * Writes bytes where the person says.
 * @returns null if the person thought better of it
 * @throws Refusal `file_not_written`
 */
export async function writeChosen(
  choosePath: ChooseSavePath,
  windowId: number,
  suggestedName: string,
  content: Uint8Array,
): Promise<{ fileName: string } | null> {
  const filePath = await choosePath(windowId, suggestedName);
  if (filePath === undefined) return null;
  try {
    await writeFile(filePath, content);
  } catch {
    throw new Refusal(
      'file_not_written',
      '文件写不进去：可能正被别的程序打开，或这个位置不能写。请换一个名字或位置再保存。',
    );
  }
  return { fileName: basename(filePath) };
}
