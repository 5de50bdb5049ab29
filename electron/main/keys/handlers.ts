import { changeKey, type KeyToChange } from './change-key.ts';
import type { MainHandlers } from '../gate/main-handlers.ts';
import { type LockedFile, opensWithRecoveryKey } from './open-with-recovery-key.ts';
import { type KeyPress, printRecoveryKey } from './print-recovery-key.ts';
import { testRecoveryKey } from './test-recovery-key.ts';

type KeyRequest = Extract<keyof MainHandlers, `keys.${string}`>;

/** What windows may ask about the key of the file. */
export function keyHandlers(press: KeyPress, file: LockedFile & KeyToChange): Pick<MainHandlers, KeyRequest> {
  const openWithRecoveryKey = opensWithRecoveryKey(file);
  return {
    'keys.printRecoveryKey': ({ windowId, input }) => printRecoveryKey(press, windowId, input),
    'keys.changeKey': ({ windowId, input }) => changeKey(file, windowId, input),
    'keys.testRecoveryKey': ({ windowId, input }) => testRecoveryKey(press, windowId, input),
    'keys.openWithRecoveryKey': ({ input }) => openWithRecoveryKey(input.text),
  };
}
