import { app, type BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RefusalShape } from '../../../shared/contract/refusal.ts';
import { windowOrigin } from '../gate/channels.ts';
import { serveHosts } from '../scheme/app-scheme.ts';
import { windowPages } from '../scheme/window-pages.ts';
import { memorySession } from '../security/lock-sessions.ts';
import type { Log } from '../start/log.ts';
import type { Places } from '../start/places.ts';
import { noticeAddress, noticePages } from './notice.ts';
import { openWindow } from './window.ts';

const pageAddress = `${windowOrigin}/index.html`;

const pageLost: RefusalShape = {
  code: 'window_crashed',
  sentence:
    '窗口画面多次异常退出，已停止重试。已结算的数据都已保存。请关闭后重新打开程序，仍不行时请联系信息科。',
};

const pagesMissing: RefusalShape = {
  code: 'installation_incomplete',
  sentence: '程序文件不完整，请重新安装本程序。数据没有受到影响。',
};

export interface MainWindowOptions {
  readonly places: Places;
  readonly developerTools: boolean;
  readonly log: Log;
}

/** Opens the window and loads its page; where there is no page to load, a notice says what to do. */
export function openMainWindow({ places, developerTools, log }: MainWindowOptions): BrowserWindow {
  let notice: RefusalShape | undefined;
  const session = memorySession('window');
  serveHosts(session, {
    window: windowPages(places.rendererFolder),
    notice: noticePages(() => notice),
  });
  const load = (address: string): void => {
    // A page that fails to load shows in the log by its own event.
    window.loadURL(address).catch(() => undefined);
  };
  const show = (refusal: RefusalShape): void => {
    log(`window: shows the notice ${refusal.code}`);
    notice = refusal;
    load(noticeAddress);
  };
  const development = !app.isPackaged;
  const window = openWindow({
    session,
    preloadFile: places.preloadFile,
    development,
    log,
    onPageLost: () => show(pageLost),
  });
  // A form may still lead to about:blank, which no event announces: harmless, but no screen to work with.
  window.webContents.on('did-navigate', (_event, address) => {
    if (address === pageAddress || address === noticeAddress) return;
    log('window: its page was led elsewhere and is loaded again');
    load(pageAddress);
  });
  if (existsSync(join(places.rendererFolder, 'index.html'))) load(pageAddress);
  else show(pagesMissing);
  if (development && developerTools) window.webContents.openDevTools({ mode: 'detach' });
  return window;
}
