import { costClassTitles } from '../../../../shared/contract/stays.ts';
import type { CatalogueClass } from '../../../../shared/fees/item.ts';
import { catalogue, largeItems, overLimitItem } from './catalogue.ts';
import type { Random } from './random.ts';

/** What a fee list is to come to. Sums in jiao, counts in lines. */
export interface FeeListPlan {
  readonly admittedOn: string;
  readonly days: number;
  readonly parts: readonly FeePart[];
  /** With the one item above its limit, 2,500.00 of class B on top. */
  readonly overLimit?: true;
  /** With an item that is given back on a later day: one line more, and nothing to the sum. */
  readonly withReturn?: true;
  /** What the file's own total is wrong by, in jiao. */
  readonly totalOffByJiao?: number;
}

export interface FeePart {
  readonly of: CatalogueClass;
  readonly sumJiao: number;
  readonly items: number;
  /** What the one large item is. */
  readonly large: string;
}

interface Line {
  readonly cells: readonly string[];
  readonly day: number;
  readonly jiao: number;
}

export const headings = [
  '项目编码',
  '项目名称',
  '费用类别',
  '目录等级',
  '先行自付比例',
  '限价',
  '单价',
  '数量',
  '金额',
  '费用日期',
];
export const classTitles: Record<CatalogueClass, string> = { A: '甲', B: '乙', C: '丙' };

/** A stay's fee list as CSV text, with the file's own total in its last row. */
export function makeFeeList(random: Random, plan: FeeListPlan): string {
  const lines = plan.parts.flatMap((part) => makePart(random, plan.days, part));
  if (plan.overLimit) lines.push(overLimitLine(random, plan.days));
  if (plan.withReturn) lines.push(...returnLines(plan.days));
  const ordered = lines.toSorted((left, right) => left.day - right.day);
  const totalJiao = ordered.reduce((sum, line) => sum + line.jiao, 0) + (plan.totalOffByJiao ?? 0);
  const total = ['合计', '', '', '', '', '', '', '', yuan(totalJiao), ''];
  const rows = ordered.map(({ cells, day }) => [...cells, dayOf(plan.admittedOn, day)]);
  return `${[headings, ...rows, total].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** Small items of the class until one line is left, which takes what is missing. */
function makePart(random: Random, days: number, part: FeePart): Line[] {
  const lines: Line[] = [];
  let left = part.sumJiao;
  while (lines.length < part.items - 1) {
    const item = random.pick(catalogue[part.of]);
    const quantity = random.between(item.quantity[0], item.quantity[1]);
    const jiao = item.priceJiao * quantity;
    // Leaves at least a yuan for each line to come; where little is left, the cheapest items fit.
    if (left - jiao < (part.items - lines.length) * 10) {
      const [cheap] = catalogue[part.of].toSorted((one, other) => one.priceJiao - other.priceJiao);
      if (cheap === undefined || left <= cheap.priceJiao)
        throw new Error('the sum is too small for so many items');
      left -= cheap.priceJiao;
      lines.push(line(random, days, { ...cheap, quantity: 1, limit: '' }));
      continue;
    }
    left -= jiao;
    lines.push(line(random, days, { ...item, quantity, limit: '' }));
  }
  const [code, costClass] = largeItems[part.of];
  const ratio = part.of === 'B' ? '10%' : '';
  const last = {
    code,
    name: part.large,
    costClass,
    catalogueClass: part.of,
    ratio,
    priceJiao: left,
    quantity: 1,
    limit: '',
  };
  return [...lines, line(random, days, last)];
}

interface Charge {
  readonly code: string;
  readonly name: string;
  readonly costClass: keyof typeof costClassTitles;
  readonly catalogueClass: CatalogueClass;
  readonly ratio: string;
  readonly limit: string;
  readonly priceJiao: number;
  readonly quantity: number;
}

function line(random: Random, days: number, charge: Charge, day = random.between(0, days - 1)): Line {
  const { code, name, costClass, catalogueClass, ratio, limit, priceJiao, quantity } = charge;
  const jiao = priceJiao * quantity;
  const words = [code, name, costClassTitles[costClass], classTitles[catalogueClass], ratio, limit];
  return { cells: [...words, yuan(priceJiao), String(quantity), yuan(jiao)], day, jiao };
}

function overLimitLine(random: Random, days: number): Line {
  const { code, name, costClass, limit, ratio } = overLimitItem;
  const charge = { code, name, costClass, limit, ratio, priceJiao: 25_000, quantity: 1 };
  return line(random, days, { ...charge, catalogueClass: 'B' });
}

function returnLines(days: number): Line[] {
  const given = catalogue.A.find(({ code }) => code === 'XY0006');
  if (given === undefined) throw new Error('nothing to give back');
  const random = { between: () => 0 } as unknown as Random;
  const charge = { ...given, limit: '' };
  return [
    line(random, days, { ...charge, quantity: 6 }, 0),
    line(random, days, { ...charge, quantity: -6 }, days - 1),
  ];
}

export function yuan(jiao: number): string {
  const sign = jiao < 0 ? '-' : '';
  const absolute = Math.abs(jiao);
  return `${sign}${Math.floor(absolute / 10)}.${absolute % 10}0`;
}

function dayOf(from: string, offset: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + offset);
  return date.toISOString().slice(0, 10);
}
