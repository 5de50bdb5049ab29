import type { BrowserWindow, Input } from 'electron';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sizes that text can have here; at the largest every screen still fits a 1366 pixel wide window by scrolling. */
const factors = [0.9, 1, 1.1, 1.25, 1.5] as const;
const usual = 1;

/** What a key asks of the text: larger, smaller, as usual; nothing, for any other key. */
export function sizeAfter(factor: number, input: Pick<Input, 'type' | 'control' | 'alt' | 'key'>): number {
  if (input.type !== 'keyDown' || !input.control || input.alt) return factor;
  if (input.key === '0') return usual;
  if (input.key === '+' || input.key === '=') return factors.find((one) => one > factor) ?? factor;
  if (input.key === '-') return factors.findLast((one) => one < factor) ?? factor;
  return factor;
}

/** Ctrl with + - 0 changes the size of all text of a window; the machine remembers it, whoever sits at it. */
export function keepTextSize(window: BrowserWindow, userDataFolder: string): void {
  const file = join(userDataFolder, 'text-size.json');
  let factor = storedSize(file);
  // A page that is loaded begins at the usual size.
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(factor));
  window.webContents.on('before-input-event', (event, input) => {
    const next = sizeAfter(factor, input);
    if (next === factor) return;
    event.preventDefault();
    factor = next;
    window.webContents.setZoomFactor(factor);
    storeSize(file, factor);
  });
}

/** A file that is not there, or is not ours any more, means the usual size. */
function storedSize(file: string): number {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return factors.find((factor) => factor === stored) ?? usual;
  } catch {
    return usual;
  }
}

/** A size that cannot be kept (the disk is full) counts until the program ends; nothing else hangs on it. */
function storeSize(file: string, factor: number): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(factor));
    renameSync(`${file}.new`, file);
  } catch {
    // Said above.
  }
}
