import type { BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { eventChannel } from '../gate/channels.ts';

/** The windows that are open, each under the id of its page. */
export class OpenWindows {
  readonly #windows = new Map<number, BrowserWindow>();
  /** @param onClosed gets the id under which the window's requests came */
  add(window: BrowserWindow, onClosed: (windowId: number) => void): void {
    const windowId = window.webContents.id;
    this.#windows.set(windowId, window);
    window.once('closed', () => {
      this.#windows.delete(windowId);
      onClosed(windowId);
    });
  }

  has(windowId: number): boolean {
    return this.#windows.has(windowId);
  }

  /** @throws Error if it was closed meanwhile */
  get(windowId: number): BrowserWindow {
    const window = this.#windows.get(windowId);
    if (!window) throw new Error('the window was closed');
    return window;
  }

  /** Brings the first window to the front, for somebody who started the application a second time. */
  focusFirst(): void {
    const [window] = this.#windows.values();
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  }

  /** Tells every window. */
  tell<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const window of this.#windows.values()) window.webContents.send(eventChannel, name, payload);
  }

  /** Tells every window what the service said. @returns false if it is no event of the contract and went no further */
  async tellFromService(name: string, payload: unknown): Promise<boolean> {
    const { eventSchemaOf } = await import('../../../shared/contract/definition.ts');
    const checked = (await eventSchemaOf(name))?.safeParse(payload);
    // The compiler cannot see that the schema found under a name belongs to that name.
    if (checked?.success === true) this.tell(name as EventName, checked.data as EventPayload<EventName>);
    return checked?.success === true;
  }
}
