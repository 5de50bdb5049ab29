import { useHotkeys } from '@mantine/hooks';
import { type RefObject, useEffect, useRef } from 'react';
import type { DeskKey } from './key-bar.tsx';
import type { Desk } from './use-desk.ts';
import type { Search } from './use-search.ts';

interface DeskHotkeys {
  /** False while a dialog or another room has the keys. */
  readonly isHeard: boolean;
  readonly keys: readonly DeskKey[];
  readonly next: DeskKey;
  readonly desk: Desk;
  readonly search: Search;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly decideOrdinary: () => void;
}

/** Every act of the desk by its key, wherever the focus is; Esc goes one level back. */
export function useDeskHotkeys({
  isHeard,
  keys,
  next,
  desk,
  search,
  field,
  decideOrdinary,
}: DeskHotkeys): void {
  const goBack = () => {
    if (search.text !== '') search.clear();
    else if (desk.state.showsWhy) desk.toggleWhy();
    else desk.clear();
  };
  const onDesk: [string, () => void][] = [
    ...keys.map(({ key, enabled, act }): [string, () => void] => [key, () => enabled && act()]),
    [
      'F2',
      () => {
        field.current?.focus();
        desk.readCard();
      },
    ],
    ['Escape', goBack],
    ['ctrl+Enter', decideOrdinary],
  ];
  useHotkeys(isHeard ? onDesk : [], []);
  useEffect(() => {
    if (isHeard) field.current?.focus();
  }, [field, isHeard]);
  useTypingLandsIn(field, isHeard, () => next.enabled && next.act());
}

/**
 * After a click into the empty page nothing has the focus; what is scanned or typed then still lands in the search
 * field, and Enter still is the next act.
 */
function useTypingLandsIn(
  field: RefObject<HTMLInputElement | null>,
  isHeard: boolean,
  onEnter: () => void,
): void {
  const newest = useRef(onEnter);
  useEffect(() => {
    newest.current = onEnter;
  });
  useEffect(() => {
    if (!isHeard) return undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.target !== document.body || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key.length === 1) field.current?.focus();
      else if (event.key === 'Enter' && !event.repeat) newest.current();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [field, isHeard]);
}
