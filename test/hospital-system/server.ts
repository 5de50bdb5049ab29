import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChargeQuery, FeeQuery } from '../../shared/contract/hospital-system.ts';

/** What may be wrong with a hospital's own system. */
export type Fault =
  | 'hangs'
  | 'breaks_off'
  | 'no_json'
  | 'no_list'
  | 'not_utf8'
  | 'same_page_again'
  | 'small_pages'
  | 'too_large'
  | 'http_500'
  | 'business_error'
  | 'redirects';

export interface ExampleLine {
  readonly sfxm: string;
  readonly xmmc: string;
  readonly lb: string;
  readonly dj: string;
  readonly bl: string;
  readonly xj: string;
  readonly price: string;
  readonly sl: string;
  readonly je: string;
  readonly rq: string;
  readonly lsh: string;
  readonly zyh: string;
}

/** A charge or a refund as the example lists it. */
export interface ExampleCharge {
  readonly fph: string;
  readonly zyh: string;
  readonly xm: string;
  readonly sfrq: string;
  /** Written as a JSON number, in yuan. */
  readonly zje: string;
  readonly tf: string;
}

/** An example of a hospital's own system on loopback: pages of 3 lines, a token, answers in a wrapper of its own. */
export interface ExampleSystem {
  readonly query: FeeQuery;
  readonly chargeQuery: ChargeQuery;
  /** By admission number; prices and amounts are written as JSON numbers. */
  readonly lines: Map<string, ExampleLine[]>;
  /** By day. */
  readonly charges: Map<string, ExampleCharge[]>;
  fault: Fault | undefined;
  /** The paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const exampleToken = 'example-of-a-token';

export async function startExampleSystem(): Promise<ExampleSystem> {
  const lines = new Map<string, ExampleLine[]>();
  const charges = new Map<string, ExampleCharge[]>();
  const asked: string[] = [];
  const hanging = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.headers['x-token'] !== `Bearer ${exampleToken}`) {
      response.writeHead(401).end();
      return;
    }
    answer(response, new URL(request.url ?? '', 'http://x'));
  });
  // One that is closed just when the next question comes is a fault of its own, and happens where a machine stands still.
  server.keepAliveTimeout = 10 * 60_000;
  const answer = (response: ServerResponse, url: URL): void => {
    const number = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    const page = Number(url.searchParams.get('page'));
    const size = system.fault === 'small_pages' ? 2 : 3;
    const from = system.fault === 'same_page_again' ? 0 : (page - 1) * size;
    const day = url.searchParams.get('from') ?? '';
    const rows = number === 'charges' ? (charges.get(day) ?? []) : (lines.get(number) ?? []);
    const text = rows
      .slice(from, from + size)
      .map((row) => written(row))
      .join(',');
    const body = `{"code":0,"data":{"rows":[${text}]}}`;
    switch (system.fault) {
      case 'hangs':
        hanging.add(response);
        return;
      case 'breaks_off':
        response.writeHead(200, { 'content-length': String(Buffer.byteLength(body)) });
        response.write(body.slice(0, 20), () => response.destroy());
        return;
      case 'no_json':
        response.end(body.slice(0, -5));
        return;
      case 'no_list':
        response.end('{"code":0,"data":{}}');
        return;
      case 'not_utf8':
        // 中 in GB18030
        response.end(Buffer.concat([Buffer.from(body.slice(0, -1)), Buffer.from([0xd6, 0xd0, 0x7d])]));
        return;
      case 'too_large':
        response.end(`{"code":0,"data":{"rows":["${'x'.repeat(21_000_000)}"]}}`);
        return;
      case 'http_500':
        response.writeHead(500).end();
        return;
      case 'business_error':
        response.end('{"code":-1,"data":null}');
        return;
      case 'redirects':
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        return;
      default:
        response.end(body);
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const system: ExampleSystem = {
    query: exampleQuery(`http://127.0.0.1:${port}`),
    chargeQuery: exampleChargeQuery(`http://127.0.0.1:${port}`),
    lines,
    charges,
    fault: undefined,
    asked,
    close: () => {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return system;
}

/** Prices, quantities and amounts as JSON numbers with the digits that they have. */
function written(row: ExampleLine | ExampleCharge): string {
  return JSON.stringify(row).replace(/"(price|sl|je|zje)":"(-?[\d.]+)"/g, '"$1":$2');
}

/** The same system asked for what it charged on some days. */
function exampleChargeQuery(address: string): ChargeQuery {
  const { fields: _fields, ...query } = exampleQuery(address);
  return {
    ...query,
    path: '/his/charges?from={from}&to={to}&page={page}&size={pageSize}',
    unit: 'yuan',
    fields: {
      slipNumber: 'fph',
      admissionNumber: 'zyh',
      personName: 'xm',
      day: 'sfrq',
      total: 'zje',
      refund: 'tf',
    },
  };
}

/** The adapter to the example, as an information office would write it. */
export function exampleQuery(address: string): FeeQuery {
  return {
    address,
    path: '/his/fees/{admissionNumber}?from={from}&to={to}&page={page}&size={pageSize}',
    token: { header: 'X-Token', prefix: 'Bearer ' },
    items: 'data.rows',
    good: { at: 'code', values: ['0'] },
    paging: { firstPage: 1, pageSize: 3 },
    fields: {
      code: 'sfxm',
      name: 'xmmc',
      costClass: 'lb',
      catalogueClass: 'dj',
      preSelfPayRatio: 'bl',
      limitPrice: 'xj',
      price: 'price',
      quantity: 'sl',
      amount: 'je',
      chargedOn: 'rq',
      serial: 'lsh',
      admissionNumber: 'zyh',
    },
    timeoutMs: 1000,
  };
}
