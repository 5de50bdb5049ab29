import { app, type Session, session } from 'electron';
import { appScheme } from '../scheme/app-scheme.ts';

/**
 * A session kept in memory only: nothing of a page, no cookie, no cache, reaches the disk.
 * @param name pages of different sessions share nothing
 */
export function memorySession(name: string): Session {
  return session.fromPartition(name, { cache: false });
}

/** Closes every session of this process, also one that a later Electron may open by itself. Before Electron is ready. */
export function lockSessions(): void {
  app.on('session-created', lockSession);
}

function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  // Pages have no business on the network: the service does the uploading. So no certificate is ever good.
  session.setCertificateVerifyProc((_request, callback) => callback(-2));
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isOurs(url) }));
}

/** The developer tools (never there in a release) are pages of Chromium's own. */
function isOurs(url: string): boolean {
  const { protocol } = new URL(url);
  return protocol === `${appScheme}:` || protocol === 'devtools:' || protocol === 'blob:';
}
