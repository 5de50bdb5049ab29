import type { Application } from '../../e2e/application/application.ts';

/** How long each search took, measured in the page: through main and the service and back. */
export function timeSearches(application: Application, texts: readonly string[]): Promise<number[]> {
  return timeRequests(
    application,
    texts.map((text) => ({ name: 'people.search', input: { text } })),
  );
}

export function timePlainRequests(application: Application, count: number): Promise<number[]> {
  return timeRequests(
    application,
    Array.from({ length: count }, () => ({ name: 'hospital.status', input: {} })),
  );
}

/** The bridge without its types, which Playwright's own cannot follow; the contract is checked behind it anyway. */
interface AnyBridge {
  request(name: string, input: unknown): Promise<unknown>;
}

function timeRequests(
  { window }: Application,
  requests: readonly { readonly name: string; readonly input: object }[],
): Promise<number[]> {
  return window.evaluate(async (all) => {
    const { onestop } = globalThis as unknown as { onestop: AnyBridge };
    const tookMs: number[] = [];
    for (const { name, input } of all) {
      const startedAt = performance.now();
      await onestop.request(name, input);
      tookMs.push(performance.now() - startedAt);
    }
    return tookMs;
  }, requests);
}

/** Presses Enter and measures in the page, from the key to the picture with that text in the zone that says who pays. */
export async function enterToTextMs({ window }: Application, text: string): Promise<number> {
  const shown = window.evaluate(async (awaited) => {
    const keyAt = await new Promise<number>((resolve) => {
      addEventListener('keydown', () => resolve(performance.now()), { capture: true, once: true });
      Object.assign(globalThis, { listens: true });
    });
    const isThere = (): boolean =>
      document.querySelector<HTMLElement>('[aria-label=谁来付]')?.innerText.includes(awaited) === true;
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    // The frame with it is drawn when the next one begins.
    await new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - keyAt;
  }, text);
  await window.waitForFunction(() => Reflect.get(globalThis, 'listens') === true);
  await window.evaluate(() => Reflect.deleteProperty(globalThis, 'listens'));
  await window.keyboard.press('Enter');
  return shown;
}
