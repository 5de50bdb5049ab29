import { assert, integer, property, record, stringMatching } from 'fast-check';
import { expect, it } from 'vitest';
import { readLogHead, readSentLogHead, sentLogHead, writtenLogHead } from '../../../shared/audit/log-head.ts';

const heads = record({
  sequence: integer({ min: 1, max: 999_999_999 }),
  hash: stringMatching(/^[0-9a-f]{64}$/),
});

it('is read as it stands on paper and as it was sent, also typed in capitals, wide letters and with blanks', () => {
  assert(
    property(heads, (head) => {
      const onPaper = { sequence: head.sequence, hash: head.hash.slice(0, 16) };
      expect(readLogHead(writtenLogHead(head))).toEqual(onPaper);
      expect(readLogHead(` ${writtenLogHead(head).toUpperCase().replaceAll('-', ' － ')} `)).toEqual(onPaper);
      expect(readLogHead(sentLogHead(head))).toEqual(head);
      expect(readSentLogHead(sentLogHead(head))).toEqual(head);
      expect(readLogHead(head.hash)).toEqual({ sequence: null, hash: head.hash });
    }),
  );
});

it.each(['', '1234', '12-34', '1234-9f2c-04be-77d1-ab30-11ff', 'g'.repeat(16), "' OR 1=1"])(
  'does not take %s',
  (text) => {
    expect(readLogHead(text)).toBeUndefined();
  },
);
