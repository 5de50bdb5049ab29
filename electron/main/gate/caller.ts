import { windowOrigin } from './channels.ts';

/** What is looked at of the sender of a message; `WebFrameMain` and `WebContents` have it. */
export interface Frame {
  readonly origin: string;
  readonly parent: Frame | null;
}

export interface Sender {
  readonly id: number;
  readonly mainFrame: Frame;
}

/**
 * The window whose own page asks, from our own origin; null for a frame inside it, for a page of another origin that
 * came to stand there, for a frame that is gone already, and for everything that is no window of ours.
 */
export function callingWindow(
  sender: Sender,
  senderFrame: Frame | null,
  isWindow: (id: number) => boolean,
): number | null {
  if (senderFrame === null || !isWindow(sender.id)) return null;
  const isPageItself = senderFrame === sender.mainFrame && senderFrame.parent === null;
  return isPageItself && senderFrame.origin === windowOrigin ? sender.id : null;
}
