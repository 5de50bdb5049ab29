import type { RequestInput } from '../../shared/contract/contract.ts';
import type { PackOption } from '../../shared/contract/workbench.ts';

export type OptionValues = RequestInput<'workbench.effect'>['options'];
export type OptionValue = OptionValues[string];

/** What the fields of an option hold: one text, or one for each of its keys. */
export type FieldTexts = Readonly<Record<string, string>>;

/** The key of the field of an option with one value for all. */
export const only = '';

/** The fields of an option: what was set, else the pack's own value, else empty. */
export function textsOf(option: PackOption, value: OptionValue | undefined): FieldTexts {
  const shown = value ?? option.default ?? undefined;
  if (option.by === 'all') return { [only]: textOfValue(option, shown) };
  const table = isTable(shown) ? shown : {};
  const keys = option.keys.length > 0 ? option.keys : Object.keys(table);
  const named = keys.length > 0 ? keys : ['1'];
  return Object.fromEntries(named.map((key) => [key, textOfValue(option, table[key])]));
}

/** What the fields say as a value of the option; undefined where all are empty. The service checks it. */
export function valueOf(option: PackOption, texts: FieldTexts): OptionValue | undefined {
  const filled = Object.values(texts).some((text) => text.trim() !== '');
  if (!filled) return undefined;
  if (option.by === 'all') return valueOfText(option, texts[only] ?? '');
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, valueOfText(option, text)]));
}

/** Whether a value is the pack's own, so that it need not be set. */
export function isDefault(option: PackOption, value: OptionValue | undefined): boolean {
  return value === undefined || JSON.stringify(value) === JSON.stringify(option.default);
}

function textOfValue(option: PackOption, value: OptionValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (option.type === 'bands' && Array.isArray(value)) {
    return value
      .map((band) => (isTable(band) ? `${text(band['above'])} ${text(band['ratio'])}` : ''))
      .join('\n');
  }
  if (Array.isArray(value)) return value.map(text).join(option.type === 'categories' ? ' ' : '\n');
  return Object.entries(value)
    .map(([name, codes]) => `${name} ${Array.isArray(codes) ? codes.map(text).join(' ') : text(codes)}`)
    .join('\n');
}

function valueOfText(option: PackOption, typed: string): OptionValue {
  const trimmed = typed.normalize('NFKC').trim();
  const lines = trimmed.split('\n').map((line) => line.trim().split(/\s+/));
  switch (option.type) {
    case 'bands':
      return lines.map(([above = '', ratio = '']) => ({ above, ratio }));
    case 'categories':
    case 'item_codes':
      return trimmed.split(/\s+/);
    case 'disease_codes':
      return Object.fromEntries(lines.map(([name = '', ...codes]) => [name, codes]));
    default:
      return trimmed;
  }
}

function text(value: OptionValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isTable(value: OptionValue | undefined): value is Record<string, OptionValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
