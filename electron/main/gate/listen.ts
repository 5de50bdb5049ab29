import { ipcMain } from 'electron';
import type { OpenWindows } from '../windows/open-windows.ts';
import { callingWindow } from './caller.ts';
import { requestChannel } from './channels.ts';
import type { Gate } from './gate.ts';

/** Lets the gate hear our windows. */
export function listen(gate: Gate, windows: OpenWindows): void {
  ipcMain.handle(requestChannel, ({ sender, senderFrame }, name: unknown, input: unknown) =>
    gate.answer(
      callingWindow(sender, senderFrame, (id) => windows.has(id)),
      name,
      input,
    ),
  );
}
