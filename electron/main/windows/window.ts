import { BrowserWindow, screen, type Session } from 'electron';
import type { Log } from '../start/log.ts';
import { RecentCrashes } from './recent-crashes.ts';

export interface WindowOptions {
  readonly session: Session;
  readonly preloadFile: string;
  /** Developer tools can be opened at all; never in a packaged application. */
  readonly development: boolean;
  readonly log: Log;
  /** The page died more often than it makes sense to load it again. */
  readonly onPageLost: () => void;
}

/** What every screen of the product fits into. */
const usualSize = { width: 1366, height: 768 } as const;
const longestHiddenMs = 5_000;

/** Opens a window, hidden until its page can be shown. It loads nothing by itself. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    width: Math.min(usualSize.width, workAreaSize.width),
    height: Math.min(usualSize.height, workAreaSize.height),
    minWidth: 960,
    minHeight: 600,
    title: '一站通',
    backgroundColor: '#ffffff',
    show: false,
    webPreferences: {
      session: options.session,
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.development,
      // A clerk who looks at another program must not find a stopped clock on return.
      backgroundThrottling: false,
    },
  });
  showWhenDrawn(window);
  loadAgainWhenLost(window, options);
  return window;
}

/** Shows the window with its first picture; a page that draws nothing for five seconds is shown as it is. */
function showWhenDrawn(window: BrowserWindow): void {
  const show = (): void => {
    clearTimeout(limit);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const limit = setTimeout(show, longestHiddenMs);
  window.once('ready-to-show', show);
}

/** Once the window stands on the screen, or was closed before. */
export async function whenShown(window: BrowserWindow): Promise<void> {
  if (window.isVisible()) return;
  await new Promise<void>((resolve) => {
    window.once('show', resolve);
    window.once('closed', resolve);
  });
}

/** A page that crashed is loaded again: what was committed is in the service, and a draft is lost at worst. */
function loadAgainWhenLost(window: BrowserWindow, { log, onPageLost }: WindowOptions): void {
  const crashes = new RecentCrashes();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`window: its page ended, ${reason}`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (crashes.isOneTooMany(Date.now())) onPageLost();
    else window.webContents.reload();
  });
  window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) log(`window: its page could not be loaded, ${code} ${description}`);
  });
}
