import type { Parameter, ParameterValue } from '../../shared/contract/parameters.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { fen, MoneyError, parseYuan, plainYuan } from '../../shared/money/fen.ts';

/** As it stands in a field. */
export function parameterText({ kind }: Parameter, value: ParameterValue): string {
  if (value === null) return '';
  return kind === 'amount' ? plainYuan(fen(value)) : String(value);
}

/** What somebody typed; an empty field is none. Refuses `parameter_not_a_number` and names the field. */
export function readParameter({ kind, title }: Parameter, text: string): ParameterValue {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  if (kind === 'amount') {
    try {
      return parseYuan(plain);
    } catch (error) {
      if (error instanceof MoneyError) {
        throw new Refusal('parameter_not_a_number', `“${title}”：${error.message}`);
      }
      throw error;
    }
  }
  if (!/^\d{1,9}$/.test(plain)) {
    throw new Refusal('parameter_not_a_number', `“${title}”请写整数，现在是“${text.slice(0, 20)}”。`);
  }
  return Number(plain);
}
