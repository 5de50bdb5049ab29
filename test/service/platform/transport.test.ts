import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpTransport, type Transport } from '../../../electron/service/platform/transport.ts';
import { TestClock } from '../harness/clock.ts';

const clock = new TestClock('2020-03-10T02:00:00.000Z');
const limits = { connectTimeoutMs: 1_000, answerTimeoutMs: 200, answerBytes: 1_000 };
let server: Server | undefined;
let transport: Transport | undefined;

afterEach(() => {
  transport?.close();
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: RequestListener): Promise<Transport> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  transport = httpTransport(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/`, clock, limits);
  return transport;
}

describe('one message over HTTP', () => {
  it('comes back with status and body, Chinese intact, over one kept connection', async () => {
    const sockets = new Set<Socket>();
    const sending = await listen((incoming, response) => {
      sockets.add(incoming.socket);
      incoming.pipe(response);
    });
    expect(await sending.post('{"psn_name":"田守义"}')).toEqual({
      kind: 'answer',
      status: 200,
      body: '{"psn_name":"田守义"}',
      retryAfterMs: undefined,
    });
    await sending.post('{}');
    expect(sockets.size).toBe(1);
  });

  it('brings Retry-After in seconds and as a date', async () => {
    const headers = ['30', 'Tue, 10 Mar 2020 02:00:45 GMT', 'soon'];
    const sending = await listen((_incoming, response) => {
      response.writeHead(503, { 'retry-after': headers.shift() });
      response.end();
    });
    const seen = [await sending.post(''), await sending.post(''), await sending.post('')];
    expect(seen.map((one) => one.kind === 'answer' && one.retryAfterMs)).toEqual([30_000, 45_000, undefined]);
  });

  it('that nobody takes was not reached', async () => {
    const nobody = createTcpServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    transport = httpTransport(`http://127.0.0.1:${port}/`, clock, limits);
    expect(await transport.post('')).toEqual({ kind: 'not_reached', why: 'not_reached' });
  });

  it('to a name that does not exist was not reached', async () => {
    transport = httpTransport('http://platform.invalid/', clock, limits, {
      authority: null,
      plainHttp: true,
    });
    expect(await transport.post('')).toEqual({ kind: 'not_reached', why: 'not_reached' });
  });

  it('whose connection never gets ready was not reached', async () => {
    // A listener that never speaks TLS: the connection is there, the secure one is not.
    const silent = createTcpServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const authority = `sha256:${'0'.repeat(64)}`;
    const quick = { ...limits, connectTimeoutMs: 100 };
    transport = httpTransport(`https://127.0.0.1:${port}/`, clock, quick, { authority, plainHttp: false });
    expect(await transport.post('')).toEqual({ kind: 'not_reached', why: 'tls_failed' });
    transport.close();
    silent.close();
  });

  it('without an answer in time, cut, or answered without end, may have arrived', async () => {
    const silent = await listen(() => {});
    expect(await silent.post('')).toEqual({ kind: 'no_answer' });
    const cutting = await listen((_incoming, response) => response.destroy());
    expect(await cutting.post('')).toEqual({ kind: 'no_answer' });
    const endless = await listen((_incoming, response) => {
      response.write('x'.repeat(900));
      response.write('x'.repeat(900));
    });
    expect(await endless.post('')).toEqual({ kind: 'no_answer' });
    const halfway = await listen((_incoming, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    expect(await halfway.post('')).toEqual({ kind: 'no_answer' });
  });

  it('that is cut from here may have arrived', async () => {
    let arrive = (): void => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const sending = await listen(() => arrive());
    const posted = sending.post('');
    await arrived;
    sending.close();
    expect(await posted).toEqual({ kind: 'no_answer' });
  });
});
