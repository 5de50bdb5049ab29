import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BookOptions, type Office, openBook } from './book.ts';
import { traceOf } from '../../fault.ts';
import { practiceCredentials } from './credentials.ts';
import { type Demands, receiveMessage } from './door.ts';
import { elsewhereSchema, settleElsewhere, type SettledElsewhere, teach } from './elsewhere.ts';
import { heldLogHeads, logHeadsQuerySchema } from './log-heads.ts';
import { CentreRefusal } from './refusal.ts';
import { enter, enterAll, type Registered, registeredSchema } from './registry.ts';
import { PracticeReader } from '../reader/reader.ts';
import { takePackage } from './package.ts';
import { largestFileBytes } from '../../offline/package-content.ts';
import { holdings, holdingsQuerySchema, otherAmountsSchema, setOtherAmounts } from './holdings.ts';

/** The convention allows 40,000 characters of input; nothing near this comes from a well-behaved window. */
const largestBodyBytes = 500_000;

/**
 * How an answer goes out. Here it is acted and answered at once; the reference platform of the tests puts its faults
 * in between.
 */
export type Reply = (body: string, act: () => string, response: ServerResponse) => Promise<void>;

const replyAtOnce: Reply = async (_body, act, response) => writeJson(response, 200, act());

export interface PracticePlatformOptions extends BookOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly reply?: Reply;
  /** A sign-in, unless said otherwise. */
  readonly demands?: Partial<Demands>;
  /** What other hospitals settled, put down once when the book is opened. */
  readonly lessons?: readonly SettledElsewhere[];
  /** Whom its register names from the beginning, and by which codes. */
  readonly register?: readonly Registered[];
}

export interface PracticePlatform {
  readonly port: number;
  close(): Promise<void>;
}

/** A county platform on loopback, with a file of its own. */
export async function startPracticePlatform(options: PracticePlatformOptions): Promise<PracticePlatform> {
  const database = openBook(options);
  const office = { database, clock: options.clock };
  const demands = { signIn: true, signed: false, credentials: practiceCredentials, ...options.demands };
  const reply = options.reply ?? replyAtOnce;
  teach(office, options.lessons ?? []);
  enterAll(office, options.register ?? []);
  const reader = new PracticeReader();
  const server = createServer((incoming, response) => {
    handle({ office, demands, reply, reader }, incoming, response).catch((error: unknown) => {
      console.error(`practice platform: ${traceOf(error)}`);
      if (response.headersSent || response.destroyed) response.destroy();
      else writeJson(response, 500, '{}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      database.close();
    },
  };
}

interface Centre {
  readonly office: Office;
  readonly demands: Demands;
  readonly reply: Reply;
  readonly reader: PracticeReader;
}

async function handle(
  { office, demands, reply, reader }: Centre,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  if (incoming.method === 'GET' && url.pathname === '/holdings') {
    const asked = holdingsQuerySchema.safeParse(Object.fromEntries(url.searchParams));
    writeJson(
      response,
      asked.success ? 200 : 400,
      asked.success ? JSON.stringify(holdings(office, asked.data)) : '{}',
    );
  } else if (incoming.method === 'GET' && url.pathname === '/log-heads') {
    const asked = logHeadsQuerySchema.safeParse(Object.fromEntries(url.searchParams));
    const answer = asked.success ? heldLogHeads(office, asked.data) : [];
    writeJson(response, asked.success ? 200 : 400, JSON.stringify(answer));
  } else if (incoming.method === 'POST' && url.pathname === '/other-amounts') {
    const asked = otherAmountsSchema.safeParse(JSON.parse((await readBody(incoming)) ?? 'null'));
    if (asked.success) setOtherAmounts(office, asked.data);
    writeJson(response, asked.success ? 200 : 400, '{}');
  } else if (incoming.method === 'POST' && url.pathname === '/settled-elsewhere') {
    const asked = elsewhereSchema.safeParse(JSON.parse((await readBody(incoming)) ?? 'null'));
    if (asked.success) settleElsewhere(office, asked.data);
    writeJson(response, asked.success ? 200 : 400, '{}');
  } else if (incoming.method === 'POST' && url.pathname === '/registered') {
    const asked = registeredSchema.safeParse(JSON.parse((await readBody(incoming)) ?? 'null'));
    if (asked.success) enter(office, asked.data);
    writeJson(response, asked.success ? 200 : 400, '{}');
  } else if (url.pathname.startsWith('/reader/')) {
    answerReader(reader, url, response);
  } else if (incoming.method === 'POST' && url.pathname === '/package') {
    await answerPackage(office, demands, (await readBody(incoming, largestFileBytes)) ?? '', response);
  } else if (incoming.method === 'POST' && url.pathname === '/') {
    const body = await readBody(incoming);
    if (body === undefined) writeJson(response, 413, '{}');
    else await reply(body, () => receiveMessage(office, demands, body), response);
  } else writeJson(response, incoming.method === 'POST' ? 404 : 405, '{}');
}

/** The practice hospital's card reader stands behind the same door; `/reader/put?idNumber=` puts a card on it. */
function answerReader(reader: PracticeReader, url: URL, response: ServerResponse): void {
  const path = url.pathname.slice('/reader'.length);
  const put = path === '/put' && reader.put(url.searchParams.get('idNumber') ?? '');
  const answer = put ? {} : reader.answer(path);
  writeJson(response, answer === undefined ? 404 : 200, JSON.stringify(answer ?? {}));
}

/** A package from a stick, handed in at the counter; the receipt for the way back. */
async function answerPackage(
  office: Office,
  { credentials }: Demands,
  text: string,
  response: ServerResponse,
): Promise<void> {
  try {
    writeJson(response, 200, await takePackage(office, credentials, text));
  } catch (error) {
    if (!(error instanceof CentreRefusal)) throw error;
    writeJson(response, 400, JSON.stringify({ infcode: error.code, err_msg: error.message }));
  }
}

/**
 * Undefined when it is longer than allowed. The rest is read and thrown away: leaving off early would cut the
 * connection, and the answer with it. Node's own time limit for a request ends what never ends.
 */
async function readBody(incoming: IncomingMessage, largest = largestBodyBytes): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > largest) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (size > largest) return undefined;
  return Buffer.concat(chunks).toString('utf8');
}

export function writeJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body);
}
