import type { BrowserWindow } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 50;
const longestWaitMs = 15_000;

/**
 * Saves a picture of the window as PNG once its page stands: loaded, shown, its questions answered, fonts there.
 * @param isQuiet whether the page waits for no answer
 */
export async function savePicture(
  window: BrowserWindow,
  file: string,
  isQuiet: () => boolean,
): Promise<void> {
  const giveUpAt = Date.now() + longestWaitMs;
  while (Date.now() < giveUpAt && !(window.isVisible() && !window.webContents.isLoading() && isQuiet())) {
    await pause(lookEveryMs);
  }
  await window.webContents.executeJavaScript(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
  );
  const picture = await window.webContents.capturePage();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture.toPNG());
}
