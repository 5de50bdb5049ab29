import { expect, test } from 'vitest';
import { typedLine } from '../../../renderer/identification/typed-line.ts';
import { usualCodeShapes } from '../../../shared/identity/code-shape.ts';

const number = '429913196503150018';
const credential = 'A1B2C3D4E5F6G7H8J9K0L1M2N3P4';
const line = (by: 'scanner' | 'typed', burst: string, text: string) =>
  typedLine({ by, burst }, text, usualCodeShapes);

test('a scan into an empty field is what was scanned', () => {
  expect(line('scanner', number, number)).toEqual({ typed: number, by: 'scanner', isCode: false });
  expect(line('scanner', credential, credential)).toEqual({
    typed: credential,
    by: 'picked',
    isCode: true,
  });
});

test('a scan behind what stood in the field is the scan alone', () => {
  expect(line('scanner', number, `王${number}`).typed).toBe(number);
  expect(line('scanner', number, `${number}${number}`).typed).toBe(number);
});

test('a scanner that stops for a moment within a number sends that number, wherever it stops', () => {
  for (const whole of [number, credential]) {
    for (let stop = 1; stop < whole.length; stop += 1) {
      expect(line('scanner', whole.slice(stop), whole).typed).toBe(whole);
    }
  }
});

test('what a hand typed is the whole of it', () => {
  expect(line('typed', number.slice(3), number)).toEqual({ typed: number, by: 'typed', isCode: false });
  expect(line('typed', 'wxy', ' wxy ')).toEqual({ typed: 'wxy', by: 'picked', isCode: false });
});
