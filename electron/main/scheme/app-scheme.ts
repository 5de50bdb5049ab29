import { protocol, type Session } from 'electron';
import { answer, type Hosts } from './host.ts';

/** The scheme of all our pages. Each host is an origin of its own: `window`, `notice`, `document`. */
export const appScheme = 'app';

/** Must run before Electron is ready. No fetch: pages have no reason to ask for anything but their own parts. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
}

/** Lets a session load the pages of the given hosts, and of no other. */
export function serveHosts(session: Session, hosts: Hosts): void {
  if (session.protocol.isProtocolHandled(appScheme)) return;
  session.protocol.handle(appScheme, (request) => answer(hosts, request));
}
