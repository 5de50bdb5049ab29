import type { KeyboardEvent } from 'react';

const fields = 'input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled])';

/** In a form Enter goes to the next field, and from the last one submits. A button keeps its own Enter. */
export function enterMovesOn(event: KeyboardEvent<HTMLFormElement>): void {
  const target = event.target;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  if (event.repeat) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(fields)].filter(isStop);
  const next = all[all.indexOf(target) + 1];
  if (next === undefined) event.currentTarget.requestSubmit();
  else next.focus();
}

/** In a form that asks one thing and offers the usual answer, Enter takes it, from any field. */
export function enterSubmits(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement)
    return;
  event.preventDefault();
  if (!event.repeat) event.currentTarget.requestSubmit();
}

/** Of a group of radio buttons only the chosen one is a stop. */
function isStop(field: HTMLElement): boolean {
  return !(field instanceof HTMLInputElement && field.type === 'radio' && !field.checked);
}
