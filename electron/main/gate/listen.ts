import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { windowOrigin, requestChannel } from './channels.ts';
import type { Gate } from './gate.ts';
import type { OpenWindows } from '../windows/open-windows.ts';

/** Lets the gate hear our windows. */
export function listen(gate: Gate, windows: OpenWindows): void {
  ipcMain.handle(requestChannel, (event, name: unknown, input: unknown) =>
    gate.answer(windowIdOf(event, windows), name, input),
  );
}

/** The window whose own page asks, from our own origin; null for a frame inside it and for everything else. */
function windowIdOf({ sender, senderFrame }: IpcMainInvokeEvent, windows: OpenWindows): number | null {
  if (!windows.has(sender.id) || senderFrame === null) return null;
  const isPageItself = senderFrame === sender.mainFrame && senderFrame.parent === null;
  return isPageItself && senderFrame.origin === windowOrigin ? sender.id : null;
}
