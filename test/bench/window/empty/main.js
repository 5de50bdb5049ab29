import { app, BrowserWindow } from 'electron';

/* The smallest thing that Electron can show: what our own window is measured against. */
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  return window.loadURL('data:text/html;charset=utf-8,<!doctype html><p>练习账号</p>');
});
