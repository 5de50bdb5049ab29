import { useEffect, useState } from 'react';

/** What had the focus on the page before the first of several dialogs. */
let onPage: Element | null = null;
let openDialogs = 0;
let lastClosedAt = 0;

/**
 * Stands in every dialog. On a low screen what gets the focus is brought into sight, also the first field, which is
 * focused without. Whoever closes the dialog finds the keys where they were before, unless they have already gone
 * elsewhere; where one dialog gave way to another, that is the page below them.
 */
export function DialogFocus(): null {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (before?.closest('[role="dialog"]') === null) onPage = before;
    document.addEventListener('focusin', bringIntoSight);
    openDialogs += 1;
    return () => {
      openDialogs -= 1;
      lastClosedAt = performance.now();
      document.removeEventListener('focusin', bringIntoSight);
      setTimeout(() => giveBack(before));
    };
  }, [before]);
  return null;
}

/** Whether a key was pressed for a dialog, also for one that this very key has closed: Esc goes one level back, not two. */
export function isForDialog({ timeStamp }: Pick<Event, 'timeStamp'>): boolean {
  return openDialogs > 0 || timeStamp <= lastClosedAt;
}

function bringIntoSight({ target }: FocusEvent): void {
  if (target instanceof HTMLElement && target.closest('[role="dialog"]') !== null)
    target.scrollIntoView({ block: 'nearest' });
}

function giveBack(before: Element | null): void {
  if (document.activeElement !== document.body) return;
  const place = before?.isConnected === true ? before : onPage;
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}
