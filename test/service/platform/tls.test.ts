import { X509Certificate } from 'node:crypto';
import { createServer as createSecureServer, type Server, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { publicKeySha256, readAuthority } from '../../../electron/service/platform/authority.ts';
import { httpTransport, type Transport } from '../../../electron/service/platform/transport.ts';
import { type Certificate, makeAuthority, makeServerCertificate } from '../../platform/certificates.ts';
import { TestClock } from '../harness/clock.ts';

const clock = new TestClock('2020-03-10T02:00:00.000Z');
const limits = { connectTimeoutMs: 5_000, answerTimeoutMs: 10_000, answerBytes: 10_000 };
const open: { close: () => void }[] = [];
let authority: Certificate;
let stranger: Certificate;
let good: Certificate;

beforeAll(async () => {
  authority = await makeAuthority('测试医保证书机构');
  stranger = await makeAuthority('别的证书机构');
  good = await makeServerCertificate(authority);
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

interface Platform {
  readonly port: number;
  readonly bodies: string[];
  readonly sockets: Set<Socket>;
  readonly stop: () => Promise<void>;
}

/** A real TLS server that answers what it got. */
async function listen(certificate: Certificate, options: ServerOptions = {}, port = 0): Promise<Platform> {
  const [bodies, sockets] = [[] as string[], new Set<Socket>()];
  const server: Server = createSecureServer({ ...certificate, ...options }, (incoming, response) => {
    sockets.add(incoming.socket);
    let body = '';
    incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
    incoming.on('end', () => {
      bodies.push(body);
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    const stopped = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await stopped;
  };
  open.push({ close: () => void stop() });
  return { port: (server.address() as AddressInfo).port, bodies, sockets, stop };
}

function transportTo(port: number, pinned: string | null, host = '127.0.0.1'): Transport {
  const security = { authority: pinned, plainHttp: false };
  const transport = httpTransport(`https://${host}:${port}/`, clock, limits, security);
  open.push(transport);
  return transport;
}

describe('a message over TLS', () => {
  it('reaches a platform that the pinned authority vouches for, over one kept connection of TLS 1.2 or newer', async () => {
    const platform = await listen(good);
    const transport = transportTo(platform.port, authority.cert);
    expect(await transport.post('{"姓名":"田守义"}')).toMatchObject({
      kind: 'answer',
      body: '{"姓名":"田守义"}',
    });
    await transport.post('2');
    expect(platform.sockets.size).toBe(1);
    const [socket] = platform.sockets as Set<TLSSocket>;
    expect(socket?.getProtocol()).toMatch(/^TLSv1\.[23]$/);
  });

  it('is not sent to a platform that another authority vouches for', async () => {
    const platform = await listen(await makeServerCertificate(stranger));
    const sent = await transportTo(platform.port, authority.cert).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_not_trusted' });
    expect(platform.bodies).toEqual([]);
  });

  it('is not sent where no authority is pinned: the system is not asked whom it trusts', async () => {
    const platform = await listen(good);
    const sent = await transportTo(platform.port, null).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'authority_missing' });
    expect(platform.bodies).toEqual([]);
  });

  it('is not sent to an expired certificate, nor to one that is not valid yet', async () => {
    for (const days of [
      [-10, -1],
      [2, 10],
    ] as const) {
      const platform = await listen(await makeServerCertificate(authority, { days }));
      const sent = await transportTo(platform.port, authority.cert).post('secret');
      expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_expired' });
      expect(platform.bodies).toEqual([]);
    }
  });

  it('is not sent to a certificate of another name or address', async () => {
    const platform = await listen(await makeServerCertificate(authority, { ip: '10.1.2.3' }));
    for (const host of ['127.0.0.1', 'localhost']) {
      const sent = await transportTo(platform.port, authority.cert, host).post('secret');
      expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_wrong_name' });
    }
    expect(platform.bodies).toEqual([]);
  });

  it('is not sent over TLS 1.1', async () => {
    const platform = await listen(good, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const sent = await transportTo(platform.port, authority.cert).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'tls_failed' });
    expect(platform.bodies).toEqual([]);
  });

  it('does not fall back to plain http when the other side speaks no TLS', async () => {
    const plain = createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => plain.close() });
    const { port } = plain.address() as AddressInfo;
    const sent = await transportTo(port, authority.cert).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'tls_failed' });
  });

  it('that is cut in the handshake was not reached; cut after it was written it may have arrived', async () => {
    const cutting = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => cutting.close() });
    const { port } = cutting.address() as AddressInfo;
    expect(await transportTo(port, authority.cert).post('x')).toEqual({
      kind: 'not_reached',
      why: 'tls_failed',
    });

    const server = createSecureServer(good, (incoming) => incoming.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => server.close() });
    const transport = transportTo((server.address() as AddressInfo).port, authority.cert);
    expect(await transport.post('x')).toEqual({ kind: 'no_answer' });
  });

  it('goes over a new connection after the platform was restarted, and is still verified', async () => {
    const before = await listen(good);
    const transport = transportTo(before.port, authority.cert);
    // The kept connection is gone; whether that was noticed before something was written on it is chance.
    const postTwice = async (body: string) => {
      const first = await transport.post(body);
      return first.kind === 'no_answer' ? transport.post(body) : first;
    };
    await transport.post('1');
    await before.stop();
    expect(await postTwice('2')).toEqual({ kind: 'not_reached', why: 'not_reached' });
    const after = await listen(good, {}, before.port);
    expect(await transport.post('3')).toMatchObject({ kind: 'answer', body: '3' });
    await after.stop();
    const impostor = await listen(await makeServerCertificate(stranger), {}, before.port);
    expect(await postTwice('4')).toEqual({ kind: 'not_reached', why: 'certificate_not_trusted' });
    expect(impostor.bodies).toEqual([]);
  });
});

describe('an authority that is pinned by the hash of its public key', () => {
  const pinOf = (cert: string) => `sha256:${publicKeySha256(new X509Certificate(cert))}`;

  it('is found in the chain that the platform shows, and verified in full', async () => {
    const platform = await listen({ ...good, cert: `${good.cert}\n${authority.cert}` });
    const transport = transportTo(platform.port, pinOf(authority.cert));
    expect(await transport.post('1')).toMatchObject({ kind: 'answer', body: '1' });
    expect(await transport.post('2')).toMatchObject({ kind: 'answer', body: '2' });
  });

  it('does not help a server that shows it without being vouched for by it', async () => {
    const impostor = await makeServerCertificate(stranger);
    const platform = await listen({ ...impostor, cert: `${impostor.cert}\n${authority.cert}` });
    const sent = await transportTo(platform.port, pinOf(authority.cert)).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_not_trusted' });
    expect(platform.bodies).toEqual([]);
  });

  it('is not trusted when the chain does not show it', async () => {
    const platform = await listen(good);
    const sent = await transportTo(platform.port, pinOf(authority.cert)).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_not_trusted' });
    expect(platform.bodies).toEqual([]);
  });

  it('is looked for anew when its certificate was made anew with the same key', async () => {
    const before = await listen({ ...good, cert: `${good.cert}\n${authority.cert}` });
    const transport = transportTo(before.port, pinOf(authority.cert));
    expect(await transport.post('1')).toMatchObject({ kind: 'answer' });
    await before.stop();
    const renewed = await makeAuthority('改名的测试医保证书机构', authority);
    const certificate = await makeServerCertificate(renewed);
    await listen({ ...certificate, cert: `${certificate.cert}\n${renewed.cert}` }, {}, before.port);
    const seen = [await transport.post('2'), await transport.post('3'), await transport.post('4')];
    expect(seen.at(-1)).toMatchObject({ kind: 'answer', body: '4' });
    expect(seen).toContainEqual({ kind: 'not_reached', why: 'certificate_not_trusted' });
  });

  it('still wants the name and the days to be right', async () => {
    const wrong = await makeServerCertificate(authority, { ip: '10.1.2.3' });
    const platform = await listen({ ...wrong, cert: `${wrong.cert}\n${authority.cert}` });
    const sent = await transportTo(platform.port, pinOf(authority.cert)).post('secret');
    expect(sent).toEqual({ kind: 'not_reached', why: 'certificate_wrong_name' });
  });
});

describe('plain http', () => {
  const security = { authority: null, plainHttp: false };

  it('to another machine is not spoken, unless the settings say so', async () => {
    const refused = httpTransport('http://192.0.2.1/', clock, limits, security);
    expect(await refused.post('secret')).toEqual({ kind: 'not_reached', why: 'plain_http_refused' });
    const quick = { ...limits, connectTimeoutMs: 20 };
    const allowed = httpTransport('http://192.0.2.1/', clock, quick, { ...security, plainHttp: true });
    open.push(allowed);
    expect(await allowed.post('x')).toEqual({ kind: 'not_reached', why: 'not_reached' });
  });

  it('is not let through by an address that only looks like this machine', async () => {
    for (const host of ['127.0.0.1.example.invalid', 'localhost.example.invalid', '128.0.0.1']) {
      const refused = httpTransport(`http://${host}/`, clock, limits, security);
      expect(await refused.post('secret')).toEqual({ kind: 'not_reached', why: 'plain_http_refused' });
    }
  });
});

describe('the setting of the authority', () => {
  it('is one certificate in PEM or the hash of a public key, and nothing else', () => {
    expect(readAuthority(authority.cert)?.kind).toBe('certificate');
    expect(readAuthority(`sha256:${'a'.repeat(64)}`)).toEqual({ kind: 'public_key', sha256: 'a'.repeat(64) });
    for (const text of [
      '',
      'sha256:',
      `sha256:${'A'.repeat(64)}`,
      `${authority.cert}\n${stranger.cert}`,
      authority.cert.replace(/[A-Za-z]{20}/, ''),
      authority.key,
    ]) {
      expect(readAuthority(text)).toBeUndefined();
    }
  });
});
