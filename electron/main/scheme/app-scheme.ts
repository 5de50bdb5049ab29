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

/** What the page sees where a request could not be answered: net::ERR_FAILED. */
const failed = -2;

/**
 * Lets a session load the pages of the given hosts, and of no other.
 *
 * By the older of the two ways: `protocol.handle` answers with a `Response`, for which Node loads its whole HTTP client
 * before the first page can be sent (150 to 230 ms of the start; docs/performance.md).
 */
export function serveHosts(session: Session, hosts: Hosts): void {
  const { protocol: schemes } = session;
  if (schemes.isProtocolRegistered(appScheme)) return;
  schemes.registerBufferProtocol(appScheme, (request, respond) => {
    answer(hosts, request).then(respond, () => respond({ error: failed }));
  });
}
