import { describe, expect, it } from 'vitest';
import { faultTrace } from '../../../shared/fault/trace.ts';

const person = '王秀英 429913196503150014 13800005678';

function errorWith(stack: string, message = person): Error {
  const error = new TypeError(message);
  error.stack = `TypeError: ${message}\n${stack}`;
  return error;
}

describe('what is kept of a fault', () => {
  it('is its kind and where it happened, not its message', () => {
    const trace = faultTrace(new RangeError(`${person}\n    at ${person} (/home/wang/x.js:1:1)`));
    expect(trace[0]).toBe('RangeError');
    expect(trace[1]).toContain('trace.test.ts:');
    const text = trace.join('\n');
    for (const word of [...person.split(' '), 'wang']) expect(text).not.toContain(word);
  });

  it('is files without their folders, which may be named after somebody', () => {
    const stack = [
      '    at settle (C:\\Users\\王秀英\\app\\service.js:10:5)',
      '    at async Object.open (/home/wangxiuying/app/service/service.js:20:7)',
      '    at file:///home/wangxiuying/service.js:30:1',
      '    at new Gate (node:internal/timers:40:1)',
    ];
    expect(faultTrace(errorWith(stack.join('\n')))).toEqual([
      'TypeError',
      'at settle (service.js:10:5)',
      'at Object.open (service.js:20:7)',
      'at service.js:30:1',
      'at new Gate (timers:40:1)',
    ]);
  });

  it('holds no name or code that is a sentence', () => {
    const error = Object.assign(new Error('x'), { name: person, code: `SQLITE_CONSTRAINT ${person}` });
    expect(faultTrace(error)[0]).toBe('');
    expect(faultTrace(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))[0]).toBe('Error SQLITE_FULL');
  });

  it.each([person, 7, null, undefined, { message: person }])(
    'of what is no error is its type: %j',
    (thrown) => {
      expect(faultTrace(thrown)).toEqual([`a thrown ${typeof thrown}`]);
    },
  );

  it('leaves out lines that are not frames', () => {
    expect(faultTrace(errorWith(`    at ${person}\n  ${person}\n    at (eval:1)`))).toEqual(['TypeError']);
  });
});
