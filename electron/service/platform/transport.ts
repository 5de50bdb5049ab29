import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../context.ts';
import type { NotReachedReason } from './codes.ts';
import { type LineSecurity, refusedAddress, secureLine, whyNotReady } from './line-security.ts';

/** What became of a message on the network. */
export type Delivery =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs: number | undefined;
    }
  /** No connection was ready for it: the platform cannot have seen the message. */
  | { readonly kind: 'not_reached'; readonly why?: NotReachedReason }
  /** The message may have arrived: no answer in time, a cut connection, an answer without end. */
  | { readonly kind: 'no_answer' };

/** Carries one message to the platform and brings back what it said. Never throws for the network's sake. */
export interface Transport {
  post(body: string): Promise<Delivery>;
  /** Cuts what is under way; it comes back as `no_answer` or `not_reached`. */
  close(): void;
}

export interface TransportLimits {
  readonly connectTimeoutMs: number;
  /** From the first byte out to the last byte in. */
  readonly answerTimeoutMs: number;
  readonly answerBytes: number;
}

export const usualTransportLimits: TransportLimits = {
  connectTimeoutMs: 5_000,
  answerTimeoutMs: 30_000,
  answerBytes: 1_000_000,
};

/** How many messages are under way at once is the sender's to say; this only bounds a mistake there. */
const mostConnections = 16;

/**
 * One platform address, connections kept open between messages. Over https only the authority of `security` is
 * trusted, never the system's; http reaches this machine only, unless `security` allows more.
 */
export function httpTransport(
  address: string,
  clock: Clock,
  limits = usualTransportLimits,
  security: LineSecurity = { authority: null, plainHttp: false },
): Transport {
  const url = new URL(address);
  const agents = url.protocol === 'https:' ? secureAgents(url, limits, security) : plainAgents(url, security);
  const underWay = new Set<ClientRequest>();
  let closed = false;
  return {
    async post(body) {
      const ready = await agents.agent();
      if ('why' in ready) return { kind: 'not_reached', why: ready.why };
      if (closed) return { kind: 'not_reached' };
      const delivery = await send(ready.agent, url, body, limits, clock, underWay);
      if (delivery.kind === 'not_reached' && delivery.why === 'certificate_not_trusted') agents.distrust();
      return delivery;
    },
    close() {
      closed = true;
      for (const outgoing of underWay) outgoing.destroy();
      agents.close();
    },
  };
}

type Readiness = { readonly agent: HttpAgent | HttpsAgent } | { readonly why: NotReachedReason };

interface Agents {
  agent(): Promise<Readiness>;
  /** What was trusted vouches no longer: looks for it anew with the next message. */
  distrust(): void;
  close(): void;
}

function plainAgents(url: URL, security: LineSecurity): Agents {
  const agent = new HttpAgent({ keepAlive: true, maxSockets: mostConnections });
  const why = refusedAddress(url, security);
  const readiness = why === undefined ? { agent } : { why };
  return { agent: () => Promise.resolve(readiness), distrust: () => {}, close: () => agent.destroy() };
}

function secureAgents(url: URL, limits: TransportLimits, security: LineSecurity): Agents {
  let current: Promise<Readiness> | undefined;
  let open: HttpsAgent | undefined;
  const look = async (): Promise<Readiness> => {
    const line = await secureLine(url, security, limits.connectTimeoutMs);
    if ('why' in line) {
      current = undefined;
      return line;
    }
    open = new HttpsAgent({ keepAlive: true, maxSockets: mostConnections, ...line });
    return { agent: open };
  };
  const forget = (): void => {
    current = undefined;
    open?.destroy();
    open = undefined;
  };
  return { agent: () => (current ??= look()), distrust: forget, close: forget };
}

function send(
  agent: HttpAgent | HttpsAgent,
  url: URL,
  body: string,
  limits: TransportLimits,
  clock: Clock,
  underWay: Set<ClientRequest>,
): Promise<Delivery> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const bytes = Buffer.from(body, 'utf8');
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.byteLength,
    };
    const outgoing = (secure ? requestHttps : requestHttp)(url, { method: 'POST', agent, headers });
    underWay.add(outgoing);
    const finish = follow(outgoing, secure, limits, (delivery) => {
      underWay.delete(outgoing);
      resolve(delivery);
    });
    outgoing.once('response', (incoming) => collect(incoming, limits.answerBytes, clock, finish));
    outgoing.end(bytes);
  });
}

/** Watches over time limits and over whether a connection was made at all; the first end counts. */
function follow(
  outgoing: ClientRequest,
  secure: boolean,
  limits: TransportLimits,
  end: (delivery: Delivery) => void,
): (delivery: Delivery) => void {
  let stage: 'nothing' | 'connected' | 'ready' = 'nothing';
  let over = false;
  const finish = (delivery: Delivery): void => {
    if (over) return;
    over = true;
    clearTimeout(connecting);
    clearTimeout(answering);
    end(delivery);
  };
  const giveUp = (error?: NodeJS.ErrnoException): void => {
    if (stage === 'ready') finish({ kind: 'no_answer' });
    else finish({ kind: 'not_reached', why: whyNotReady(error?.code, stage === 'connected') });
    outgoing.destroy();
  };
  const connecting = setTimeout(() => stage !== 'ready' && giveUp(), limits.connectTimeoutMs);
  const answering = setTimeout(giveUp, limits.answerTimeoutMs);
  outgoing.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => (stage = secure ? 'connected' : 'ready'));
    onceReady(socket, secure, () => (stage = 'ready'));
  });
  outgoing.once('error', giveUp);
  outgoing.once('close', () => giveUp());
  return finish;
}

/** From then on what was written may be read over there. */
function onceReady(socket: Socket, secure: boolean, then: () => void): void {
  const ready = secure
    ? (socket as TLSSocket).getProtocol() !== null && !socket.connecting
    : !socket.connecting;
  if (ready) then();
  else socket.once(secure ? 'secureConnect' : 'connect', then);
}

function collect(
  incoming: IncomingMessage,
  limitBytes: number,
  clock: Clock,
  finish: (delivery: Delivery) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > limitBytes) {
      finish({ kind: 'no_answer' });
      incoming.destroy();
    } else chunks.push(chunk);
  });
  incoming.once('end', () => {
    finish({
      kind: 'answer',
      status: incoming.statusCode ?? 0,
      body: Buffer.concat(chunks).toString('utf8'),
      retryAfterMs: retryAfterMs(incoming.headers['retry-after'], clock),
    });
  });
  incoming.once('error', () => finish({ kind: 'no_answer' }));
}

/** `Retry-After`, in seconds or as a date. */
function retryAfterMs(header: string | undefined, clock: Clock): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().getTime());
}
