import { useEffect, useState } from 'react';

/** What had the focus on the page before the first of several dialogs. */
let onPage: Element | null = null;

/**
 * Stands in every dialog: whoever closes it finds the keys where they were before, unless they have already gone
 * elsewhere. Where one dialog gave way to another, that is the page below them.
 */
export function FocusGoesBack(): null {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (before?.closest('[role="dialog"]') === null) onPage = before;
    return () => void setTimeout(() => giveBack(before));
  }, [before]);
  return null;
}

function giveBack(before: Element | null): void {
  if (document.activeElement !== document.body) return;
  const place = before?.isConnected === true ? before : onPage;
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}
