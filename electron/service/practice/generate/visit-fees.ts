import { costClassTitles } from '../../../../shared/contract/stays.ts';
import { catalogue } from './catalogue.ts';
import { classTitles, headings, yuan } from './fees.ts';

/** What a patient with diabetes takes home from a visit: code and quantity. */
const charged: readonly (readonly [code: string, quantity: number])[] = [
  ['FW250302003', 2],
  ['FW250301001', 1],
  ['FW250307001', 1],
  ['XY0005', 120],
  ['XY0003', 60],
  ['XY0104', 28],
];

/** The fee list of one visit on that day, as CSV text with the file's own total. */
export function makeVisitFees(day: string): string {
  const all = [...catalogue.A, ...catalogue.B];
  let totalJiao = 0;
  const rows = charged.map(([code, quantity]) => {
    const item = all.find((one) => one.code === code);
    if (item === undefined) throw new Error(`${code} is in no catalogue`);
    const { name, costClass, catalogueClass, ratio, priceJiao } = item;
    const jiao = priceJiao * quantity;
    totalJiao += jiao;
    const words = [code, name, costClassTitles[costClass], classTitles[catalogueClass], ratio, ''];
    return [...words, yuan(priceJiao), String(quantity), yuan(jiao), day];
  });
  const total = ['合计', '', '', '', '', '', '', '', yuan(totalJiao), ''];
  return `${[headings, ...rows, total].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
