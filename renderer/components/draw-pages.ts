/** What is drawn at once of a long file. */
const mostPages = 20;
const widthPx = 1100;

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
  const drawn = Math.min(pdf.numPages, mostPages);
  for (let number = 1; number <= drawn; number += 1) {
    if (signal.aborted) break;
    const page = await pdf.getPage(number);
    const scale = widthPx / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await page.render({ canvas, viewport }).promise;
    if (!signal.aborted) frame.append(canvas);
  }
  const left = pdf.numPages - drawn;
  await pdf.loadingTask.destroy();
  return { left };
}
