import type { z } from 'zod';
import {
  type ChargeQuery,
  chargeQuerySchema,
  type FeeQuery,
  feeQuerySchema,
  type HospitalQuery,
} from '../../shared/contract/hospital-system.ts';
import type { Client } from '../app/client.ts';

/** What the hospital's own system is asked for, and how the office sets it: the address and what the system calls things. */
export interface QueryAdapter<Query> {
  readonly title: string;
  readonly schema: z.ZodType<Query>;
  /** What the office begins with. */
  readonly example: Query;
  /** The token is left as it is where none is given. */
  readonly save: (
    client: Client,
    input: { readonly query: Query | null; readonly token?: string },
  ) => Promise<unknown>;
}

const address = 'http://10.0.0.8:8080';
const usual: Omit<HospitalQuery, 'address' | 'path'> = {
  token: { header: 'Authorization', prefix: 'Bearer ' },
  items: 'data.rows',
  good: { at: 'code', values: ['0'] },
  paging: { firstPage: 1, pageSize: 500 },
  timeoutMs: 10_000,
};

/** The fees of a stay. */
export const feeAdapter: QueryAdapter<FeeQuery> = {
  title: '向收费系统查询费用',
  schema: feeQuerySchema,
  example: {
    address,
    path: '/his/fees/{admissionNumber}?from={from}&to={to}&page={page}&size={pageSize}',
    ...usual,
    fields: {
      code: '项目编码',
      name: '项目名称',
      costClass: '费用类别',
      catalogueClass: '目录等级',
      preSelfPayRatio: '先行自付比例',
      limitPrice: '限价',
      price: '单价',
      quantity: '数量',
      amount: '金额',
      chargedOn: '费用日期',
      unit: '单位',
      serial: '流水号',
      admissionNumber: '住院号',
    },
  },
  save: (client, input) => client.request('hospitalSystem.setQuery', input),
};

/** What was charged on the days of a span, for reconciliation. */
export const chargeAdapter: QueryAdapter<ChargeQuery> = {
  title: '向收费系统查询收费（对账）',
  schema: chargeQuerySchema,
  example: {
    address,
    path: '/his/charges?from={from}&to={to}&page={page}&size={pageSize}',
    ...usual,
    unit: 'yuan',
    fields: {
      slipNumber: '结算单号',
      admissionNumber: '住院号',
      personName: '姓名',
      day: '收费日期',
      total: '总费用',
      refund: '退费标志',
    },
  },
  save: (client, input) => client.request('hospitalSystem.setChargeQuery', input),
};
