import { Refusal } from '../../../shared/contract/refusal.ts';

/** The path behind a request's file token; refuses `file_not_chosen` when the token is no longer known. */
export function chosenFile(filePath: string | undefined): string {
  if (filePath !== undefined) return filePath;
  throw new Refusal('file_not_chosen', '没有选中文件，或选择已过期，请重新选择文件。');
}
