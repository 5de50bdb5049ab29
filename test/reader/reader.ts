import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PracticeCard, readAnswerOf } from '../../electron/service/practice/reader/cards.ts';
import { builtInReaders, type CardReader } from '../../shared/identity/card-reader.ts';

/** What goes wrong with the reading, or with one of its steps. */
export type ReaderFault =
  /** Takes the question and never answers. */
  | { readonly kind: 'hanging'; readonly path: string }
  /** Says how long the answer is, sends half of it and cuts the line. */
  | { readonly kind: 'half'; readonly path: string }
  | { readonly kind: 'body'; readonly path: string; readonly body: string | Buffer }
  | { readonly kind: 'status'; readonly path: string; readonly status: number; readonly location?: string }
  /** Begins well, and one byte comes after another for ever. */
  | { readonly kind: 'endless'; readonly path: string }
  | { readonly kind: 'result'; readonly path: string; readonly resultFlag: string };

/** A reader's local service: a real server on loopback with a card on it, or none, and faults by instruction. */
export class TestReader {
  readonly #server: Server;
  /** The paths that were asked, in their order. */
  readonly asked: string[] = [];
  card: PracticeCard | undefined;
  /** Fields that stand in the answer besides, or in place of the card's. */
  fields: Record<string, unknown> = {};
  fault: ReaderFault | undefined;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      this.#answer(path, response);
    });
  }

  static async start(): Promise<TestReader> {
    const reader = new TestReader();
    await new Promise<void>((resolve) => reader.#server.listen(0, '127.0.0.1', resolve));
    return reader;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The usual settings for this reader. */
  settings(change: Partial<CardReader> = {}): CardReader {
    return { ...builtInReaders[0]!, address: this.address, ...change };
  }

  /** Nobody listens any more. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(path: string, response: ServerResponse): void {
    const wrong = this.fault?.path === path ? this.fault : undefined;
    const good = path === '/readCard' ? this.#card() : { resultFlag: '0' };
    if (wrong?.kind === 'hanging') return;
    if (wrong?.kind === 'half') {
      const body = JSON.stringify(good);
      response.writeHead(200, { 'content-length': body.length * 2 });
      response.write(body, () => response.destroy());
      return;
    }
    if (wrong?.kind === 'endless') {
      response.write('{"resultFlag":"');
      const dripping = setInterval(() => response.write('0'), 20);
      response.once('close', () => clearInterval(dripping));
      return;
    }
    if (wrong?.kind === 'status' && wrong.location !== undefined)
      response.setHeader('location', wrong.location);
    response.statusCode = wrong?.kind === 'status' ? wrong.status : 200;
    if (wrong?.kind === 'body') response.end(wrong.body);
    else response.end(JSON.stringify(wrong?.kind === 'result' ? { resultFlag: wrong.resultFlag } : good));
  }

  #card(): object {
    return this.card === undefined ? { resultFlag: '-1' } : { ...readAnswerOf(this.card), ...this.fields };
  }
}
