import { type Fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { CentreAmounts } from '../platform/answers.ts';
import type { CentreItem } from '../platform/messages/fees.ts';
import { hasOwnField, payerOf } from '../platform/payers.ts';
import type { AmountsRecord, RecordOf } from './record.ts';

/** One part of a settlement where the centre's amount is not ours. `part` is a name below or a layer id. */
export interface Difference {
  readonly part: string;
  readonly oursFen: Fen;
  readonly theirsFen: Fen;
}

/** What the parts that are no layers are called on screens. */
export const partTitles: Readonly<Record<string, string>> = {
  total: '医疗费总额',
  own_expense: '全自费',
  over_limit: '超限价自费',
  pre_self_pay: '先行自付',
  in_scope: '符合政策范围',
  deductible: '起付线',
  further_payers: '其他支付合计',
  personal: '个人负担',
  personal_account: '个人账户支付',
};

/** Every part in which the centre's amounts are not ours. Ours stay; the difference is finance's to work off. */
export function differencesOf(record: AmountsRecord, centre: CentreAmounts): Difference[] {
  return comparedParts(record, centre).filter(({ oursFen, theirsFen }) => oursFen !== theirsFen);
}

/** Every part of which the centre says an amount, beside ours. */
export function comparedParts(record: AmountsRecord, centre: CentreAmounts): Difference[] {
  return [
    { part: 'total', oursFen: record.cost.totalFen, theirsFen: centre.cost.totalFen },
    { part: 'own_expense', oursFen: record.cost.ownExpenseFen, theirsFen: centre.cost.ownExpenseFen },
    { part: 'over_limit', oursFen: record.cost.overLimitFen, theirsFen: centre.cost.overLimitFen },
    { part: 'pre_self_pay', oursFen: record.cost.preSelfPayFen, theirsFen: centre.cost.preSelfPayFen },
    { part: 'in_scope', oursFen: record.cost.inScopeFen, theirsFen: centre.cost.inScopeFen },
    { part: 'deductible', oursFen: record.deductibleFen, theirsFen: centre.deductibleFen },
    ...Object.entries(centre.payFen).map(([payer, theirsFen]) => ({
      part: partOf(record, payer),
      oursFen: sumFen(layersOf(record, payer).map(({ payFen }) => payFen)),
      theirsFen,
    })),
    ...furtherPayers(record, centre),
    { part: 'personal', oursFen: record.personalFen, theirsFen: centre.personalFen },
    { part: 'personal_account', oursFen: record.personalAccountFen, theirsFen: centre.personalAccountFen },
  ];
}

/** Layers of ours that go in that payer's field: basic insurance pays for stays and, by a layer of its own, for visits. */
function layersOf(record: AmountsRecord, payer: string): AmountsRecord['layers'] {
  const { field } = payerOf(payer);
  return record.layers.filter(({ layer }) => payerOf(layer).field === field);
}

/** The part goes by the name of our layer, where there is one. */
function partOf(record: AmountsRecord, payer: string): string {
  const [first, ...more] = new Set(layersOf(record, payer).map(({ layer }) => layer));
  return more.length > 0 ? payer : (first ?? payer);
}

/**
 * Payers without a field of their own: one by one when the centre names exactly ours and its names add up, else only
 * their sum can be compared.
 */
function furtherPayers(record: AmountsRecord, centre: CentreAmounts): Difference[] {
  const ours = record.layers.filter(({ layer }) => !hasOwnField(layer));
  const named = centre.furtherPayers.filter(({ title }) => ours.some((layer) => layer.title === title));
  const namesOurs =
    named.length === centre.furtherPayers.length &&
    new Set(named.map(({ title }) => title)).size === ours.length &&
    named.length === ours.length &&
    sumFen(named.map(({ payFen }) => payFen)) === centre.furtherPayFen;
  if (!namesOurs) {
    const oursFen = sumFen(ours.map(({ payFen }) => payFen));
    return [{ part: 'further_payers', oursFen, theirsFen: centre.furtherPayFen }];
  }
  return ours.map((layer) => ({
    part: layer.kind === null ? layer.layer : `${layer.layer}.${layer.kind}`,
    oursFen: layer.payFen,
    theirsFen: named.find(({ title }) => title === layer.title)?.payFen ?? zeroFen,
  }));
}

/** A part of one fee item where the centre's amount is not ours. */
export interface ItemDifference extends Difference {
  readonly line: number;
}

/** Every part of every item in which the centre's amounts are not ours; what it does not say is no difference. */
export function itemDifferencesOf(
  { items }: RecordOf<'fees'>,
  centre: readonly CentreItem[],
): ItemDifference[] {
  const ours = new Map(items.map((item) => [item.line, item]));
  return centre.flatMap((theirs) => {
    const item = ours.get(theirs.line);
    if (item === undefined) return [];
    const { line } = item;
    const compared = [
      { line, part: 'total', oursFen: item.amountFen, theirsFen: theirs.amountFen },
      { line, part: 'own_expense', oursFen: item.ownExpenseFen, theirsFen: theirs.ownExpenseFen },
      { line, part: 'over_limit', oursFen: item.overLimitFen, theirsFen: theirs.overLimitFen },
      { line, part: 'pre_self_pay', oursFen: item.preSelfPayFen, theirsFen: theirs.preSelfPayFen },
      { line, part: 'in_scope', oursFen: item.inScopeFen, theirsFen: theirs.inScopeFen },
    ];
    return compared.flatMap(({ theirsFen, ...rest }) =>
      theirsFen === null || theirsFen === rest.oursFen ? [] : [{ ...rest, theirsFen }],
    );
  });
}
