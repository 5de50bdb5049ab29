import { expect } from 'vitest';
import type { Application } from '../application/application.ts';

/** Waits until the keys go to the element of that name, and everybody sees so: it is in front, and looks focused. */
export async function keysGoTo(application: Application, name: string | RegExp): Promise<void> {
  await expect
    .poll(() => focusOf(application))
    .toEqual({ name: typeof name === 'string' ? name : expect.stringMatching(name), isSeen: true });
}

/** The accessible name of what has the focus, and whether it is on the screen and marked. */
function focusOf({ window }: Application): Promise<{ name: string; isSeen: boolean }> {
  return window.evaluate(() => {
    const focused = document.activeElement as HTMLElement | null;
    if (focused === null || focused === document.body) return { name: '', isSeen: false };
    const labels = 'labels' in focused ? [...(focused as HTMLInputElement).labels!] : [];
    const label = focused.getAttribute('aria-label') ?? labels.map((one) => one.innerText).join(' ');
    const name = (label || focused.innerText).trim();
    // Of a row of choices the chosen one's label stands for its field, which is drawn nowhere.
    const shown = focused.offsetWidth === 0 ? (labels[0] ?? focused) : focused;
    const { left, top, width, height } = shown.getBoundingClientRect();
    const inFront = document.elementFromPoint(left + width / 2, top + height / 2);
    if (inFront === null || !(shown.contains(inFront) || inFront.contains(shown)))
      return { name, isSeen: false };
    if (shown !== focused) return { name, isSeen: getComputedStyle(shown).outlineStyle !== 'none' };
    // The same element without the focus looks otherwise.
    const other = focused.cloneNode(true) as HTMLElement;
    other.style.position = 'absolute';
    focused.after(other);
    const looks = (element: HTMLElement) => {
      const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
      return [outline, boxShadow, borderColor, backgroundColor].join();
    };
    const isSeen = looks(focused) !== looks(other);
    other.remove();
    return { name, isSeen };
  });
}
