import { Exact } from '../../../shared/money/exact.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept } from './fee-lists.ts';
import type { FeeRow } from './row.ts';

type Line = Pick<FeeRow, 'serial' | 'chargedOn' | 'code' | 'price' | 'quantity'> & {
  readonly amountFen: number;
};
type StoredLine = Line & { readonly fileName: string };

/** What becomes of a line of a file beside the lines that a stay has already. */
export type LineState =
  | { readonly is: 'new' }
  /** It is in that file already. */
  | { readonly is: 'known'; readonly fileName: string }
  /** The hospital's number of it is known, with another content. */
  | { readonly is: 'changed'; readonly fileName: string };

/**
 * The lines of a stay's kept lists, to be recognised in another file. The hospital's own number of a line decides where
 * both have one; else day, code, price, quantity and amount do, each line counted once: two equal charges of a day in
 * one file are two charges.
 */
export class KnownLines {
  readonly #bySerial = new Map<string, StoredLine>();
  /** By content: the lines without a number of their own, and those with one. */
  readonly #plain = new Map<string, StoredLine[]>();
  readonly #numbered = new Map<string, StoredLine[]>();
  readonly #used = new Set<StoredLine>();

  constructor(context: ServiceContext, stayId: string) {
    const lines = statement<[string], StoredLine>(
      context.database,
      `SELECT file_name AS fileName, serial, charged_on AS chargedOn, code, price, quantity, amount_fen AS amountFen
       FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
       WHERE list.stay_id = ? AND ${isKept('list')}`,
    ).all(stayId);
    for (const line of lines) {
      if (line.serial !== null) this.#bySerial.set(line.serial, line);
      const alike = line.serial === null ? this.#plain : this.#numbered;
      const content = contentOf(line);
      const before = alike.get(content);
      if (before === undefined) alike.set(content, [line]);
      else before.push(line);
    }
  }

  /** Looks a line up and uses up the one it is found to be. */
  take(row: FeeRow): LineState {
    const line = { ...row, amountFen: row.parts.totalFen };
    const content = contentOf(line);
    const numbered = row.serial === null ? undefined : this.#bySerial.get(row.serial);
    if (numbered !== undefined) {
      const { fileName } = numbered;
      this.#used.add(numbered);
      return contentOf(numbered) === content ? { is: 'known', fileName } : { is: 'changed', fileName };
    }
    // Two lines with numbers of their own that differ are two charges, however alike.
    const found =
      this.#takeOne(this.#plain.get(content)) ??
      (row.serial === null ? this.#takeOne(this.#numbered.get(content)) : undefined);
    return found === undefined ? { is: 'new' } : { is: 'known', fileName: found.fileName };
  }

  #takeOne(alike: StoredLine[] | undefined): StoredLine | undefined {
    let line = alike?.pop();
    while (line !== undefined && this.#used.has(line)) line = alike?.pop();
    return line;
  }
}

/** `1`, `1.0` and `1.00` are one number, whichever export wrote them. */
function contentOf({ chargedOn, code, price, quantity, amountFen }: Line): string {
  return JSON.stringify([chargedOn, code, plainNumber(price), plainNumber(quantity), amountFen]);
}

function plainNumber(text: string): string {
  return /^-?(0|[1-9]\d*)$/.test(text) ? text : new Exact(text).toString();
}
