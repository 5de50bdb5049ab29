import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';

type Options = RequestInput<'policy.putIntoForce'>['options'];

/** `name = value`, one a line; a value that is JSON (a number, true, a list, a table) is taken as such, else as text. */
export function readOptions(text: string): Options {
  const options: Options = {};
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*(\S+?)\s*[=＝]\s*(.+?)\s*$/.exec(line);
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) {
      throw new Refusal('option_line_wrong', `选项第 ${index + 1} 行不对，请写成“名称 = 值”。`);
    }
    if (name in options) throw new Refusal('option_doubled', `选项“${name}”写了两次，请留一个。`);
    options[name] = readValue(value);
  }
  return options;
}

function readValue(text: string): Options[string] {
  try {
    return JSON.parse(text) as Options[string];
  } catch {
    return text;
  }
}
