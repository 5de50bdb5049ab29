import type { HospitalQuery } from '../../../shared/contract/hospital-system.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

/** What is asked for: of one stay, or of all of these days. */
export interface Asked {
  readonly admissionNumber: string | null;
  readonly from: string;
  readonly to: string;
}

/** A line of the answer as the system names its fields; numbers are the digits that stood there. */
export type AnsweredLine = Readonly<Record<string, unknown>>;

const maximumBytes = 20_000_000;
const maximumPages = 100;
const maximumLines = 20_000;
/** For all pages together; each has the time limit of the settings besides. */
const wholeLimitMs = 100_000;

/**
 * Asks the hospital's own system for the lines of a stay or of some days, page after page. Refuses `hospital_system_away`,
 * `hospital_system_timed_out`, `hospital_system_not_allowed`, `hospital_system_failed`, `hospital_system_answer_wrong`,
 * `hospital_system_answer_too_large`, `too_many_items`.
 */
export async function askForLines(
  query: HospitalQuery,
  token: string | null,
  asked: Asked,
): Promise<AnsweredLine[]> {
  const lines: AnsweredLine[] = [];
  const { paging } = query;
  const whole = AbortSignal.timeout(wholeLimitMs);
  // A system may give less on a page than it was asked for: what its first page holds is its page.
  let fullPage = paging?.pageSize ?? 0;
  for (let page = 0; page < maximumPages; page += 1) {
    const answered = await askPage(query, token, { ...asked, page: page + (paging?.firstPage ?? 0), whole });
    if (
      page > 0 &&
      answered.length > 0 &&
      JSON.stringify(answered) === JSON.stringify(lines.slice(-answered.length))
    ) {
      // One that knows no pages gave everything at once, if that was less than it might have given.
      if (page === 1 && fullPage < (paging?.pageSize ?? 0)) return lines;
      throw wrongAnswer('每一页都一样，请核对翻页的设置');
    }
    lines.push(...answered);
    if (lines.length > maximumLines) break;
    if (paging === null || answered.length === 0 || (page > 0 && answered.length < fullPage)) return lines;
    if (page === 0) fullPage = Math.min(fullPage, answered.length);
  }
  throw new Refusal('too_many_items', '收费系统一次给出的记录超过 20,000 条，请核对查询的设置。');
}

interface AskedPage extends Asked {
  readonly page: number;
  readonly whole: AbortSignal;
}

async function askPage(
  query: HospitalQuery,
  token: string | null,
  asked: AskedPage,
): Promise<AnsweredLine[]> {
  const text = await fetchText(query, token, asked);
  let answer: unknown;
  try {
    answer = parseExactly(text);
  } catch {
    throw wrongAnswer('内容不完整或不是 JSON');
  }
  if (query.good !== null && !query.good.values.includes(String(at(answer, query.good.at)))) {
    throw new Refusal(
      'hospital_system_failed',
      '收费系统没有给出记录，请信息科联系收费系统，并核对查询的设置。',
    );
  }
  const items = at(answer, query.items);
  if (!Array.isArray(items)) throw wrongAnswer(`没有“${query.items}”这个列表`);
  if (!items.every((item) => typeof item === 'object' && item !== null))
    throw wrongAnswer('列表里不是一行一行的记录');
  return items as AnsweredLine[];
}

async function fetchText(query: HospitalQuery, token: string | null, asked: AskedPage): Promise<string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (query.token !== null && token !== null) headers[query.token.header] = `${query.token.prefix}${token}`;
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(query.timeoutMs), asked.whole]);
    const response = await fetch(urlOf(query, asked), { headers, redirect: 'error', signal });
    if (response.status === 401 || response.status === 403) throw notAllowed();
    if (!response.ok) throw failed(response.status);
    return await readLimited(response);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw timedOut(asked.whole.aborted ? wholeLimitMs : query.timeoutMs);
    }
    throw new Refusal('hospital_system_away', '连不上收费系统。请稍后再试，或改用收费系统导出的文件。');
  }
}

/** The template's own words are the office's; what is filled in cannot leave its place. */
function urlOf({ address, path, paging }: HospitalQuery, asked: AskedPage): string {
  const values: Readonly<Record<string, string>> = {
    admissionNumber: asked.admissionNumber ?? '',
    from: asked.from,
    to: asked.to,
    page: String(asked.page),
    pageSize: String(paging?.pageSize ?? maximumLines),
  };
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
  return `${address.replace(/\/+$/, '')}${filled}`;
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, size] = ['', 0];
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > maximumBytes) {
      throw new Refusal('hospital_system_answer_too_large', '收费系统的回答超过 20 MB，请核对查询的设置。');
    }
    text += decodeOrRefuse(() => decoder.decode(piece, { stream: true }));
  }
  return text + decodeOrRefuse(() => decoder.decode());
}

function decodeOrRefuse(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw wrongAnswer('文字不是 UTF-8 编码');
  }
}

/** Numbers stay the digits that stand in the text: a price of six decimals is no float on its way. */
function parseExactly(text: string): unknown {
  const keep = (_key: string, value: unknown, { source }: { readonly source?: string }): unknown =>
    typeof value === 'number' ? source : value;
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}

function at(answer: unknown, place: string): unknown {
  if (place === '') return answer;
  let found = answer;
  for (const name of place.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

function wrongAnswer(what: string): Refusal {
  return new Refusal(
    'hospital_system_answer_wrong',
    `收费系统的回答看不懂：${what}。什么也没有加入，请信息科核对查询的设置。`,
  );
}

function notAllowed(): Refusal {
  return new Refusal('hospital_system_not_allowed', '收费系统不认这个口令，请信息科在“费用来源”里重新填写。');
}

function failed(status: number): Refusal {
  return new Refusal(
    'hospital_system_failed',
    `收费系统出错（${status}），没有给出记录。请稍后再试，或改用收费系统导出的文件。`,
  );
}

function timedOut(timeoutMs: number): Refusal {
  const seconds = Math.round(timeoutMs / 1000);
  return new Refusal(
    'hospital_system_timed_out',
    `收费系统 ${seconds} 秒没有回答。请稍后再试，或改用收费系统导出的文件。`,
  );
}
