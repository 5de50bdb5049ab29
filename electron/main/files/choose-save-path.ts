import { dialog } from 'electron';
import type { OpenWindows } from '../windows/open-windows.ts';

/** Where a file may be written: asked of the person in the system's dialog, never said by a window. */
export type ChooseSavePath = (windowId: number, suggestedName: string) => Promise<string | undefined>;

/** @param title of the dialog */
export function chooseSavePath(windows: Pick<OpenWindows, 'get'>, title: string): ChooseSavePath {
  return async (windowId, suggestedName) => {
    const extension = suggestedName.slice(suggestedName.lastIndexOf('.') + 1);
    const { canceled, filePath } = await dialog.showSaveDialog(windows.get(windowId), {
      title,
      defaultPath: suggestedName,
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    });
    return canceled || filePath === '' ? undefined : filePath;
  };
}
