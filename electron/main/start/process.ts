import { app, dialog, Menu } from 'electron';
import { join } from 'node:path';
import { registerAppScheme } from '../scheme/app-scheme.ts';
import { lockPages } from '../security/lock-pages.ts';
import { lockSessions } from '../security/lock-sessions.ts';
import { type Log, traceOf } from './log.ts';

/**
 * Everything that must be decided before Electron is ready. Crash dumps are off: nothing here starts the reporter.
 * @param userDataFolder in place of the usual one
 * @returns the folder of keys, log and practice hospital
 */
export function prepareProcess(userDataFolder: string | null): string {
  // A plain name: the product's own is Chinese, and not every tool on the way copes with that in a path.
  const folder = userDataFolder ?? join(app.getPath('appData'), 'onestop-window');
  app.setPath('userData', folder);
  // Forms and tables need no graphics card, and its drivers are the usual reason for a window that stays blank: where
  // they fail under load, Chromium was seen to wait for them for ever.
  app.disableHardwareAcceleration();
  registerAppScheme();
  lockSessions();
  lockPages();
  // No menu, so no shortcut to reload, zoom or open developer tools.
  Menu.setApplicationMenu(null);
  return folder;
}

/** Two of us on one file would each believe to be alone. The second start brings the first window to the front. */
export function isFirstInstance(focusFirstWindow: () => void): boolean {
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write('一站通已经打开，已切换到它的窗口。\n');
    return false;
  }
  app.on('second-instance', focusFirstWindow);
  return true;
}

/** Runs `close` after the last window is gone and before the process ends. */
export function endWhenClosed(close: () => Promise<void>): void {
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    void close().finally(() => app.exit(exitCode));
  });
}

let exitCode = 0;

/** Closes everything and ends with the code. */
export function endNow(code: number): void {
  exitCode = code;
  app.quit();
}

/** Nothing could be opened, not even a window to say so: the system's own box does. */
export function giveUp(error: unknown): void {
  process.stderr.write(`${traceOf(error)}\n`);
  const { code } = error as NodeJS.ErrnoException;
  dialog.showErrorBox(
    '一站通无法打开',
    `程序不能读写自己的文件夹“${app.getPath('userData')}”（${code ?? 'start_failed'}）。请检查磁盘是否已满、当前账号是否有写入权限，再重新打开；仍不行时请联系信息科。`,
  );
  app.exit(1);
}

/** An error nobody expected is written down; the window goes on, since what was committed is safe in the service. */
export function logSurprises(log: Log): void {
  process.on('uncaughtException', (error) => log(`main: unexpected: ${traceOf(error)}`));
  process.on('unhandledRejection', (error) => log(`main: unexpected: ${traceOf(error)}`));
}
