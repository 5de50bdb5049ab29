import { expect, test } from 'vitest';
import { readerFrom, typedFrom } from '../../../renderer/identification/reader-form.ts';
import { builtInReaders, cardReaderSchema } from '../../../shared/identity/card-reader.ts';
import { refusalOf } from '../../service/harness/refusal.ts';

test.each(builtInReaders.map((reader) => [reader.name, reader]))('%s stays as it is', (_, reader) => {
  expect(cardReaderSchema.parse(reader)).toEqual(reader);
  expect(readerFrom(typedFrom(reader))).toEqual(reader);
});

const typed = typedFrom(builtInReaders[0]!);

test('lists are taken however they are separated', () => {
  expect(readerFrom({ ...typed, good: ' 0，00、 ok,1 ' }).good).toEqual(['0', '00', 'ok', '1']);
});

test.each([
  [{ read: '' }, '读卡'],
  [{ open: 'openDevice' }, '打开'],
  [{ idNumber: '号码' }, '身份证号'],
  [{ timeoutMs: '五秒' }, '时限'],
  [{ timeoutMs: '600000' }, '时限'],
  [{ good: '' }, '成功的值'],
  [{ name: ' ' }, '名称'],
])('what cannot be used is refused by its name on the screen: %o', async (change, title) => {
  const refusal = await refusalOf(() => readerFrom({ ...typed, ...change }));
  expect(refusal.code).toBe('reader_settings_wrong');
  expect(refusal.sentence).toContain(`“${title}”`);
});
