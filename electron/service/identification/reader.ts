import { Refusal } from '../../../shared/contract/refusal.ts';
import type { CardReader } from '../../../shared/identity/card-reader.ts';
import { isLoopback } from '../platform/line-security.ts';

/** Where a reading failed; told to whoever tries the reader. */
export type ReaderStepName = 'address' | 'open' | 'read' | 'card' | 'close';

/** A refusal that knows its step. */
export class ReaderRefusal extends Refusal {
  readonly step: ReaderStepName;
  constructor(code: string, step: ReaderStepName, sentence: string) {
    super(code, sentence);
    this.step = step;
  }
}

/** A picture of a card takes some ten thousand bytes; nothing near this comes from a reader that works. */
const largestAnswerBytes = 400_000;
/** Letting go of the device may not hold up the next patient. */
const closeTimeoutMs = 1_000;

/**
 * One reading by the reader's local service: open, read, close, within its time limit. The device is let go of whatever
 * happened. @returns the answer to the reading as it came, its fields unread. Refuses `reader_address_wrong`,
 * `reader_on_other_machine`, `reader_away`, `reader_timed_out`, `reader_answer_broken`, `reader_failed`, `no_card`.
 */
export async function askReader(reader: CardReader): Promise<unknown> {
  const base = readerAddress(reader);
  const { open, read, close } = reader.paths;
  const limit = AbortSignal.timeout(reader.timeoutMs);
  try {
    if (open !== null) requireGood(reader, 'open', await askStep(reader, base, 'open', open, limit));
    const answer = await askStep(reader, base, 'read', read, limit);
    requireGood(reader, 'read', answer);
    return answer;
  } finally {
    if (close !== null) await letGo(reader, base, close);
  }
}

/** The address, if it may be spoken to. */
export function readerAddress({ address, otherMachine }: CardReader): URL {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'http:' || url.pathname !== '/' || url.search !== '') {
    throw new ReaderRefusal(
      'reader_address_wrong',
      'address',
      '读卡器地址不对。请照厂家说明写成 http://127.0.0.1:端口，后面不带路径。',
    );
  }
  if (!otherMachine && !isLoopback(url)) {
    throw new ReaderRefusal(
      'reader_on_other_machine',
      'address',
      '读卡器地址不在本机，身份证内容会在网络上明文传送。请改用 127.0.0.1；确实接在另一台机器上时，再勾选“读卡器在另一台机器上”。',
    );
  }
  return url;
}

async function letGo(reader: CardReader, base: URL, path: string): Promise<void> {
  try {
    const limit = AbortSignal.timeout(closeTimeoutMs);
    await askStep(reader, base, 'close', path, limit);
  } catch (error) {
    // What was read counts all the same; a device that was not let go of says so at the next reading.
    if (!(error instanceof ReaderRefusal)) throw error;
  }
}

async function askStep(
  reader: CardReader,
  base: URL,
  step: 'open' | 'read' | 'close',
  path: string,
  limit: AbortSignal,
): Promise<unknown> {
  const response = await reached(step, limit, () =>
    fetch(new URL(path, base), { method: reader.method, redirect: 'error', signal: limit }),
  );
  if (response.status !== 200) {
    await response.body?.cancel();
    throw broken(step, `返回了错误（HTTP ${response.status}）`);
  }
  const text = await wholeText(response, step, limit);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw broken(step, '的回答看不懂');
  }
}

async function reached(
  step: ReaderStepName,
  limit: AbortSignal,
  ask: () => Promise<Response>,
): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    if (limit.aborted) throw timedOut(step);
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
    if (
      code === 'ECONNREFUSED' ||
      code === 'EHOSTUNREACH' ||
      code === 'ENOTFOUND' ||
      code === 'ENETUNREACH'
    ) {
      throw new ReaderRefusal(
        'reader_away',
        'address',
        '读卡器没有连上。请检查读卡器的线和读卡程序是否已启动；急用时先输入身份证号。',
      );
    }
    throw broken(step, '只回答了一半就断了');
  }
}

/** All of the body, as UTF-8 or, as older services write it, GB18030. */
async function wholeText(response: Response, step: ReaderStepName, limit: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > largestAnswerBytes) throw broken(step, '的回答太长');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ReaderRefusal) throw error;
    throw limit.aborted ? timedOut(step) : broken(step, '只回答了一半就断了');
  }
  const bytes = Buffer.concat(chunks);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** By the values of the result, never by words that come along. */
function requireGood(reader: CardReader, step: 'open' | 'read', answer: unknown): void {
  const { result } = reader.fields;
  if (result === null) return;
  const value = textAt(answer, result);
  if (value !== undefined && reader.good.includes(value)) return;
  if (value === undefined) throw broken(step, `的回答里没有“${result}”`);
  if (step === 'read' && reader.noCard.includes(value)) {
    throw new ReaderRefusal('no_card', 'card', '读卡器上没有卡。请把身份证平放在读卡器上，再按 F2。');
  }
  throw new ReaderRefusal(
    'reader_failed',
    step,
    `读卡没有成功${resultInWords(value)}。请把卡拿开再放平，按 F2 再读一次；一直如此请信息科检查读卡器。`,
  );
}

/** A result that is a plain code is told to whoever looks it up at the vendor's; anything else is kept off the screen. */
function resultInWords(value: string): string {
  return /^[\w.+-]{1,20}$/.test(value) ? `（读卡器说：${value}）` : '';
}

/** A field of the answer as text; undefined where it is not there. */
export function textAt(answer: unknown, place: string): string | undefined {
  let at: unknown = answer;
  for (const name of place.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at).trim() : undefined;
}

export function broken(step: ReaderStepName, what: string): ReaderRefusal {
  return new ReaderRefusal(
    'reader_answer_broken',
    step,
    `读卡器${what}，没有采用。请再按 F2 读一次；一直如此请信息科核对读卡器设置。`,
  );
}

function timedOut(step: ReaderStepName): ReaderRefusal {
  return new ReaderRefusal(
    'reader_timed_out',
    step,
    '读卡器没有回应。请把卡拿开再放平，按 F2 再读一次；急用时先输入身份证号。',
  );
}
