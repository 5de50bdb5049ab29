import type { getDocumentProxy } from 'unpdf';

/** What is drawn at once of a long file. */
const mostPages = 20;
const widthPx = 1100;
/** A receipt of a metre and a half fits; a page made to be endless is drawn narrower. */
const mostHeightPx = 30_000;

/**
 * Draws the pages of a PDF onto canvases inside `frame`. The file is read by a library that runs nothing of it: no
 * script, no form, no link; what comes out are points of colour.
 * @returns how many pages were left out
 */
export async function drawPages(
  content: Uint8Array,
  frame: HTMLElement,
  signal: AbortSignal,
): Promise<{ readonly left: number }> {
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await getDocumentProxy(new Uint8Array(content));
  try {
    const drawn = Math.min(pdf.numPages, mostPages);
    for (let number = 1; number <= drawn && !signal.aborted; number += 1) {
      const canvas = await drawPage(await pdf.getPage(number), signal);
      if (!signal.aborted) frame.append(canvas);
    }
    return { left: pdf.numPages - drawn };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** Whoever looks away stops the drawing. */
async function drawPage(page: Page, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(widthPx / width, mostHeightPx / height) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  const drawing = page.render({ canvas, viewport });
  const stop = () => drawing.cancel();
  signal.addEventListener('abort', stop);
  try {
    await drawing.promise;
    return canvas;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
