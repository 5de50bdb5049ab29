/** Answers one address of a host. Undefined means: there is nothing. */
export type Page = (address: URL) => Promise<Content | undefined> | Content | undefined;

export interface Content {
  readonly body: string | Uint8Array;
  readonly type: string;
}

/** One host of our scheme: its pages, and what they may load and run (sent as a header with each of them). */
export interface Host {
  readonly page: Page;
  readonly contentSecurityPolicy: string;
}

export type Hosts = Readonly<Record<string, Host>>;

/** What a request of the scheme gets. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/** Answers one request of the scheme: a page of a known host that was asked for by GET, or 404. */
export async function answer(
  hosts: Hosts,
  request: { readonly url: string; readonly method: string },
): Promise<Answer> {
  const address = new URL(request.url);
  const host = Object.hasOwn(hosts, address.host) ? hosts[address.host] : undefined;
  const content = host && request.method === 'GET' ? await host.page(address) : undefined;
  const headers = {
    'Content-Security-Policy': host?.contentSecurityPolicy ?? "default-src 'none'",
    'Content-Type': content?.type ?? 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  return { statusCode: content ? 200 : 404, headers, data: Buffer.from(content?.body ?? 'not found') };
}
