import { z } from 'zod';

/**
 * How an ID-card reader is spoken to: a small HTTP service of the reader's vendor, usually on the same machine. All of
 * it is data, so that another make of reader is another setting and no other program.
 */
const path = z.string().regex(/^\/[\x21-\x7e]{0,200}$/);
/** A field of the answer, by its place: `certNumber`, or `data.certNumber`. */
const field = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,40}(\.[A-Za-z_][A-Za-z0-9_]{0,40}){0,3}$/);
const values = z.array(z.string().min(1).max(40)).max(20);

export const cardReaderSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(40),
    /** Without a path: `http://127.0.0.1:18080`. */
    address: z.string().max(200),
    /** The service runs on another machine, by explicit choice: whoever is on that network reads along. */
    otherMachine: z.boolean(),
    method: z.enum(['GET', 'POST']),
    /** Null: this reader needs no such step. */
    paths: z.strictObject({ open: path.nullable(), read: path, close: path.nullable() }),
    fields: z.strictObject({
      /** Null: an answer with a card is a good one. */
      result: field.nullable(),
      name: field,
      idNumber: field,
      birthDate: field.nullable(),
      sex: field.nullable(),
      validTo: field.nullable(),
      /** A picture as base64. */
      photo: field.nullable(),
    }),
    /** Values of the result: all went well, and there is no card on the reader. Others are failures. */
    good: values,
    noCard: values,
    male: values,
    female: values,
    /** Of birth date and last day. */
    dates: z.enum(['YYYYMMDD', 'YYYY-MM-DD', 'YYYY.MM.DD']),
    /** What stands in place of a last day where the card has none. */
    withoutEnd: values,
    /** For the whole reading, from the first step to the last. */
    timeoutMs: z.int().min(500).max(15_000),
  })
  .refine(({ fields, good }) => fields.result === null || good.length > 0);
export type CardReader = z.output<typeof cardReaderSchema>;

const usual: CardReader = {
  name: '通用读卡服务（先打开，再读卡，后关闭）',
  address: 'http://127.0.0.1:18080',
  otherMachine: false,
  method: 'GET',
  paths: { open: '/openDevice', read: '/readCard', close: '/closeDevice' },
  fields: {
    result: 'resultFlag',
    name: 'partyName',
    idNumber: 'certNumber',
    birthDate: 'bornDay',
    sex: 'gender',
    validTo: 'expDate',
    photo: 'identityPic',
  },
  good: ['0'],
  noCard: ['-1'],
  male: ['男', '1'],
  female: ['女', '2'],
  dates: 'YYYYMMDD',
  withoutEnd: ['长期'],
  timeoutMs: 5_000,
};

/** Readers to begin with. [practice] The shape of the answer is the usual one; the values are the vendor's to say. */
export const builtInReaders: readonly CardReader[] = [
  usual,
  { ...usual, name: '通用读卡服务（只有读卡一步）', paths: { open: null, read: '/readCard', close: null } },
];
