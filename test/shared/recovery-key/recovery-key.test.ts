import { assert, constantFrom, nat, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/contract/refusal.ts';
import {
  readRecoveryKey,
  recoveryKeyRows,
  rowCount,
  rowLength,
  rowState,
} from '../../../shared/recovery-key/recovery-key.ts';

const keyHex = uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) =>
  Buffer.from(bytes).toString('hex'),
);
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The rows as they are typed, without the blanks of the print. */
const typedRows = (key: string) => recoveryKeyRows(key).map((row) => row.replaceAll(' ', ''));

function refusalOf(text: string): Refusal | undefined {
  try {
    readRecoveryKey(text);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('a recovery key', () => {
  it('comes back from paper as the key it was', () => {
    assert(
      property(keyHex, (key) => {
        expect(readRecoveryKey(recoveryKeyRows(key).join('\n'))).toBe(key);
        expect(readRecoveryKey(typedRows(key).join(''))).toBe(key);
      }),
    );
  });

  it('is seven rows of two groups of four and a check character', () => {
    const rows = recoveryKeyRows('00'.repeat(31) + '01');
    expect(rows).toHaveLength(rowCount);
    for (const row of rows)
      expect(row).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]$/);
  });

  it('stays the same for the same key for ever, since it lies on paper', () => {
    expect(recoveryKeyRows('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')).toEqual([
      '000G 40R4 P',
      '0M30 E209 R',
      '185G R38E T',
      '1W81 24GK K',
      '2GAH C5RR 0',
      '34D1 P70X K',
      '3RFT 5WF7 4',
    ]);
  });

  it('is accepted in small letters, full width, with O for 0, I and L for 1, with and without blanks', () => {
    assert(
      property(keyHex, constantFrom('I', 'i', 'L', 'l'), (key, one) => {
        const typed = recoveryKeyRows(key).join('\n');
        const fullWidth = typed.replaceAll(/[0-9A-Z]/g, (character) =>
          String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
        );
        for (const text of [
          typed.toLowerCase(),
          typed.replaceAll('0', 'O').replaceAll('1', one),
          typed.replaceAll('0', 'o').replaceAll(' ', '-'),
          typed.replaceAll('\n', ' — '),
          typed.replaceAll('\n', '\r\n\r\n'),
          fullWidth.replaceAll(' ', '　'),
        ]) {
          expect(readRecoveryKey(text)).toBe(key);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('notices every single wrong character and says in which row', () => {
    assert(
      property(keyHex, (key) => {
        const text = typedRows(key).join('');
        for (let at = 0; at < text.length; at += 1) {
          for (const other of `${digits}U?`) {
            if (other === text[at]) continue;
            const refusal = refusalOf(text.slice(0, at) + other + text.slice(at + 1));
            const row = Math.floor(at / rowLength) + 1;
            expect(refusal?.code).toBe('recovery_key_mistyped');
            expect(refusal?.problems?.map(({ line }) => line)).toEqual([row]);
            expect(refusal?.sentence).toContain(`第 ${row} 行`);
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it('notices every swap of two different characters, neighbours or not, in a row or across two', () => {
    assert(
      property(keyHex, (key) => {
        const text = typedRows(key).join('');
        for (let one = 0; one < text.length; one += 1) {
          for (let other = one + 1; other < text.length; other += 1) {
            if (text[one] === text[other]) continue;
            const swapped = text.split('');
            [swapped[one], swapped[other]] = [text[other]!, text[one]!];
            expect(refusalOf(swapped.join(''))?.code).toBe('recovery_key_mistyped');
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it('notices rows in another order, even where two rows hold the same digits', () => {
    const rows = typedRows('00'.repeat(32));
    const exchanged = [rows[1]!, rows[0]!, ...rows.slice(2)];
    expect(refusalOf(exchanged.join('\n'))?.problems?.map(({ line }) => line)).toEqual([1, 2]);
  });

  it('notices a character too few or too many and names the row when the lines are kept apart', () => {
    assert(
      property(keyHex, nat(rowCount - 1), nat(rowLength - 1), (key, row, at) => {
        const rows = typedRows(key);
        const line = rows[row]!;
        const shorter = rows.with(row, line.slice(0, at) + line.slice(at + 1));
        expect(refusalOf(shorter.join('\n'))).toMatchObject({
          code: 'recovery_key_incomplete',
          problems: [{ line: row + 1 }],
        });
        const longer = rows.with(row, `${line}0`);
        expect(refusalOf(longer.join('\n'))).toMatchObject({
          code: 'recovery_key_mistyped',
          problems: [{ line: row + 1 }],
        });
      }),
    );
  });

  it('refuses nothing, half of it, and more of it with a sentence', () => {
    const rows = typedRows('5a'.repeat(32));
    expect(refusalOf('')?.code).toBe('recovery_key_incomplete');
    expect(refusalOf(rows.slice(0, 3).join('\n'))?.problems?.map(({ line }) => line)).toEqual([4, 5, 6, 7]);
    expect(refusalOf(`${rows.join('')}0`)?.code).toBe('recovery_key_mistyped');
    expect(refusalOf('王秀英')?.code).toBe('recovery_key_mistyped');
  });

  it('notices rows of two papers, although every row fits its place', () => {
    const [one, other] = [typedRows('5a'.repeat(32)), typedRows('a5'.repeat(32))];
    const mixed = [...one.slice(0, 4), ...other.slice(4)];
    expect(refusalOf(mixed.join('\n'))?.code).toBe('recovery_key_inconsistent');
  });
});

describe('a row while it is typed', () => {
  const row = typedRows('5a'.repeat(32))[2]!;

  it('is empty, incomplete, right', () => {
    expect(['', row.slice(0, 1), row.slice(0, 8), row].map((typed) => rowState(typed, 3))).toEqual([
      'empty',
      'incomplete',
      'incomplete',
      'right',
    ]);
  });

  it('is wrong in another place, with a wrong character, too long, or with what is no digit', () => {
    expect(rowState(row, 2)).toBe('wrong');
    expect(rowState(`${row}0`, 3)).toBe('wrong');
    expect(rowState('U', 3)).toBe('wrong');
    expect(rowState(row.slice(0, 8) + (row[8] === '0' ? '1' : '0'), 3)).toBe('wrong');
  });
});
