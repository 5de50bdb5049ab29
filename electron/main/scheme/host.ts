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

/** Answers one request of the scheme: a page of a known host that was asked for by GET, or 404. */
export async function answer(hosts: Hosts, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
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
  const body = content ? (content.body as BodyInit) : 'not found';
  return new Response(body, { status: content ? 200 : 404, headers });
}
