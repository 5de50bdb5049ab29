import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

const fields = 'input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled])';

/** In a form Enter goes to the next field, and from the last one submits. A button keeps its own Enter. */
export function enterMovesOn({ currentTarget, nativeEvent }: ReactKeyboardEvent<HTMLFormElement>): void {
  moveOn(currentTarget, nativeEvent);
}

/** The same in a form that React does not draw. */
export function moveOn(form: HTMLFormElement, event: KeyboardEvent): void {
  const target = event.target;
  if (event.key !== 'Enter' || event.isComposing) return;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  if (event.repeat) return;
  const all = [...form.querySelectorAll<HTMLElement>(fields)].filter(isStop);
  const next = all[all.indexOf(target) + 1];
  if (next === undefined) form.requestSubmit();
  else next.focus();
}

/** In a form that asks one thing and offers the usual answer, Enter takes it, from any field. */
export function enterSubmits(event: ReactKeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement)
    return;
  event.preventDefault();
  if (!event.repeat) event.currentTarget.requestSubmit();
}

/** Of a group of radio buttons only the chosen one is a stop. */
function isStop(field: HTMLElement): boolean {
  return !(field instanceof HTMLInputElement && field.type === 'radio' && !field.checked);
}
