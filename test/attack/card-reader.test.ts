import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeReader, tryReader } from '../../electron/service/identification/devices.ts';
import { readCard } from '../../electron/service/identification/read-paper.ts';
import { readPerson } from '../../electron/service/people/person.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { CardReader } from '../../shared/identity/card-reader.ts';
import { type ReaderFault, TestReader } from '../reader/reader.ts';
import { openTestHospital, type TestHospital } from '../service/harness/hospital.ts';
import { addPerson } from '../service/harness/patient.ts';
import { refusalCode } from '../service/harness/refusal.ts';
import { formulaTexts, hiddenTexts, markupTexts, sqlTexts } from './hostile-texts.ts';

/* A program that stands in for the reader's service on this machine, or a card that somebody wrote. */

let hospital: TestHospital;
let reader: TestReader;
let idNumber: string;
let elsewhere: Server;
const reached: string[] = [];

beforeAll(async () => {
  hospital = openTestHospital();
  elsewhere = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end('{"resultFlag":"0"}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const name = '欧阳建国';
  idNumber = readPerson(hospital.context, addPerson(hospital, { name })).idNumber;
});
afterAll(() => {
  elsewhere.close();
  hospital.close();
});
beforeEach(async () => {
  reader = await TestReader.start();
  reader.card = { name: '欧阳建国', idNumber };
  use();
});
afterEach(() => reader.stop());

const use = (change: Partial<CardReader> = {}) =>
  changeReader(hospital.context, hospital.actor('information_office'), reader.settings(change));
const read = () => readCard(hospital.context, hospital.actor('clerk'), null);
const elsewhereUrl = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

/** The code of what is refused in words that show nothing hidden, and with nothing kept. */
async function codeOfRefused(): Promise<string> {
  const before = changes();
  const refusal = await read().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(Refusal);
  const said = refusal as Refusal;
  expect(said.sentence).not.toMatch(neverShown);
  expect(changes()).toBe(before);
  return said.code;
}

/** What the service's connection has written so far. */
const changes = () => hospital.context.database.prepare('SELECT total_changes()').pluck().get();

const path = '/readCard';
/** Control characters, marks that turn the direction of reading, markup. */
const neverShown = /[\p{Cc}\u202a-\u202e\u2066-\u2069<>]|window\.broken/u;
const hostile = [...markupTexts, ...hiddenTexts, ...sqlTexts, ...formulaTexts];
/** Letters alone are a name, whoever the roster says that it is. */
const isName = (text: string) => /^[\p{L}][\p{L}.' -]*$/u.test(text);

describe('a field of the answer', () => {
  beforeEach(() => use({ paths: { open: null, read: path, close: null } }));

  it.each(['partyName', 'certNumber', 'bornDay', 'gender', 'expDate', 'resultFlag'])(
    '%s with markup, SQL, formulas and characters that nobody sees is refused',
    async (field) => {
      for (const text of hostile.filter((one) => !isName(one))) {
        reader.fields = { [field]: text };
        expect(await codeOfRefused()).toMatch(/^(reader_answer_broken|card_number_wrong|reader_failed)$/);
      }
    },
  );

  it.each<unknown>([null, true, [], {}, ['429913'], { toString: 'x' }, 1e300, -1, ''])(
    'of another type (%j) is no name and no number',
    async (value) => {
      for (const field of ['partyName', 'certNumber']) {
        reader.fields = { [field]: value };
        expect(await codeOfRefused()).toMatch(/^(reader_answer_broken|card_number_wrong)$/);
      }
    },
  );

  it('of a prototype is not there', async () => {
    const body = (text: string) => ({ kind: 'body', path, body: text }) as const;
    for (const text of [
      '{"__proto__":{"resultFlag":"0","partyName":"马永","certNumber":"x"}}',
      '{"constructor":{"prototype":{"resultFlag":"0"}}}',
      '[]',
      'null',
      '"0"',
      '0',
    ]) {
      reader.fault = body(text);
      expect(await codeOfRefused()).toMatch('reader_answer_broken');
    }
    expect(Object.hasOwn(Object.prototype, 'resultFlag')).toBe(false);
    reader.fault = undefined;
    reader.fields = JSON.parse('{"__proto__":{"role":"finance"},"toString":1}') as Record<string, unknown>;
    expect(await refusalCode(read)).toBe('not refused');
  });
});

describe('the answer as a whole', () => {
  const bodies: readonly (readonly [string, ReaderFault, string])[] = [
    ['of ten megabytes', { kind: 'body', path, body: 'x'.repeat(10_000_000) }, 'reader_answer_broken'],
    [
      'of ten megabytes in one field',
      { kind: 'body', path, body: `{"resultFlag":"${'0'.repeat(10_000_000)}"}` },
      'reader_answer_broken',
    ],
    [
      'of a hundred thousand levels',
      { kind: 'body', path, body: '['.repeat(100_000) + ']'.repeat(100_000) },
      'reader_answer_broken',
    ],
    [
      'in no encoding',
      { kind: 'body', path, body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80, 0x00]) },
      'reader_answer_broken',
    ],
    [
      'in UTF-16',
      { kind: 'body', path, body: Buffer.from('{"resultFlag":"0"}', 'utf16le') },
      'reader_answer_broken',
    ],
    ['of NUL', { kind: 'body', path, body: Buffer.alloc(1000) }, 'reader_answer_broken'],
    ['as a page', { kind: 'body', path, body: '<script>window.broken=1</script>' }, 'reader_answer_broken'],
  ];

  it.each(bodies)('%s is refused', async (_, fault, code) => {
    reader.fault = fault;
    expect(await codeOfRefused()).toMatch(code);
    const steps = await tryReader(hospital.context, reader.settings());
    for (const { sentence } of steps) expect(sentence).not.toMatch(neverShown);
  });

  it('that never ends is given up within the time limit, and the device is let go of', async () => {
    use({ timeoutMs: 500 });
    reader.fault = { kind: 'endless', path };
    expect(await codeOfRefused()).toMatch('reader_timed_out');
    expect(reader.asked.at(-1)).toBe('/closeDevice');
  });

  it.each([301, 302, 303, 307, 308])('that sends elsewhere (%i) is not followed', async (status) => {
    for (const location of [elsewhereUrl(), 'file:///etc/passwd', '//x.invalid/']) {
      reader.fault = { kind: 'status', path, status, location };
      expect(await codeOfRefused()).toMatch('reader_answer_broken');
    }
    expect(reached).toEqual([]);
  });
});

describe('the picture', () => {
  const png = (width: number, height: number) => {
    const header = Buffer.alloc(33);
    header.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
    header.writeUInt32BE(13, 8);
    header.write('IHDR', 12, 'latin1');
    header.writeUInt32BE(width, 16);
    header.writeUInt32BE(height, 20);
    return Buffer.concat([header, deflateSync(Buffer.alloc(1_000_000))]);
  };
  const bmp = (width: number, height: number) => {
    const header = Buffer.alloc(54);
    header.write('BM', 0, 'latin1');
    header.writeUInt32LE(40, 14);
    header.writeInt32LE(width, 18);
    header.writeInt32LE(height, 22);
    return header;
  };
  const jpeg = (width: number, height: number) => {
    const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    frame.writeUInt16BE(height, 5);
    frame.writeUInt16BE(width, 7);
    return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), frame]);
  };

  it.each([
    ['of a card as PNG', png(102, 126)],
    ['of a card as BMP, with the rows from the top', bmp(102, -126)],
    ['of a card as JPEG', jpeg(358, 441)],
  ])('%s is shown', async (_, bytes) => {
    reader.fields = { identityPic: bytes.toString('base64') };
    expect(Buffer.from((await read()).photo!)).toEqual(bytes);
  });

  it.each([
    ['that is a page', Buffer.from('<html><script>window.broken=1</script>')],
    [
      'that is a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    ],
    ['that is a program', Buffer.from('MZ\x90\x00')],
    ['that unpacks to 3 GB (PNG)', png(30_000, 30_000)],
    ['that unpacks to 3 GB (BMP)', bmp(30_000, -30_000)],
    ['that unpacks to 12 GB (JPEG)', jpeg(65_535, 65_535)],
    ['without a size', png(0, 126)],
    ['cut behind its first bytes', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    [
      'that begins as a JPEG and goes on as a page',
      Buffer.from([0xff, 0xd8, 0xff, 0x3c, 0x68, 0x74, 0x6d, 0x6c]),
    ],
    ['of 300,000 bytes', Buffer.concat([png(102, 126), Buffer.alloc(280_000)])],
  ])('%s is left out, and the card counts all the same', async (_, bytes) => {
    reader.fields = { identityPic: bytes.toString('base64') };
    expect(await read()).toMatchObject({ photo: null, idNumber: null, person: { name: '欧阳建国' } });
  });

  it.each([
    42,
    null,
    ['x'],
    { a: 1 },
    'data:text/html;base64,PGI+',
    'data:image/png;base64,',
    'ÿ'.repeat(100),
  ])('as %j is left out', async (identityPic) => {
    reader.fields = { identityPic };
    expect((await read()).photo).toBeNull();
  });
});
