import { dialog } from 'electron';
import type { OpenWindows } from '../windows/open-windows.ts';

/** A folder to write into, a stick as a rule: asked of the person in the system's dialog, never said by a window. */
export type ChooseFolder = (windowId: number) => Promise<string | undefined>;

export function chooseFolder(windows: Pick<OpenWindows, 'get'>): ChooseFolder {
  return async (windowId) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(windows.get(windowId), {
      title: '选择存放的文件夹（U盘）',
      buttonLabel: '存到这里',
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    });
    return canceled ? undefined : filePaths[0];
  };
}
