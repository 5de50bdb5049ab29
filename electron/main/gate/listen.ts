import { ipcMain } from 'electron';
import type { OpenWindows } from '../windows/open-windows.ts';
import { callingWindow } from './caller.ts';
import { requestChannel } from './channels.ts';
import type { Gate } from './gate.ts';

/** Lets the gate hear our windows, from the first moment on: what is asked before it stands waits for it. */
export function listen(gate: Promise<Gate>, windows: OpenWindows): void {
  ipcMain.handle(requestChannel, async ({ sender, senderFrame }, name: unknown, input: unknown) => {
    const windowId = callingWindow(sender, senderFrame, (id) => windows.has(id));
    return (await gate).answer(windowId, name, input);
  });
}
