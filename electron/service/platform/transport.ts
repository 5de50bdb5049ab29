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

/** What became of a message on the network. */
export type Delivery =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs: number | undefined;
    }
  /** No connection was made: the platform cannot have seen the message. */
  | { readonly kind: 'not_reached' }
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

/** One platform address, one connection kept open between messages. */
export function httpTransport(url: string, clock: Clock, limits = usualTransportLimits): Transport {
  const secure = new URL(url).protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  const underWay = new Set<ClientRequest>();
  return {
    post: (body) =>
      new Promise((resolve) => {
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
      }),
    close() {
      for (const outgoing of underWay) outgoing.destroy();
      agent.destroy();
    },
  };
}

/** Watches over time limits and over whether a connection was made at all; the first end counts. */
function follow(
  outgoing: ClientRequest,
  secure: boolean,
  limits: TransportLimits,
  end: (delivery: Delivery) => void,
): (delivery: Delivery) => void {
  let connected = false;
  let over = false;
  const finish = (delivery: Delivery): void => {
    if (over) return;
    over = true;
    clearTimeout(connecting);
    clearTimeout(answering);
    end(delivery);
  };
  const giveUp = (): void => {
    finish({ kind: connected ? 'no_answer' : 'not_reached' });
    outgoing.destroy();
  };
  const connecting = setTimeout(() => !connected && giveUp(), limits.connectTimeoutMs);
  const answering = setTimeout(giveUp, limits.answerTimeoutMs);
  outgoing.once('socket', (socket) => onceConnected(socket, secure, () => (connected = true)));
  outgoing.once('error', giveUp);
  outgoing.once('close', giveUp);
  return finish;
}

function onceConnected(socket: Socket, secure: boolean, then: () => void): void {
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
