import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { formatYuan, negateFen, sumFen } from '../../shared/money/fen.ts';

type Settled = Pick<
  SettlementRecord,
  'kind' | 'cost' | 'layers' | 'personalFen' | 'payments' | 'reason' | 'slipNumber' | 'packTitle'
>;

const meansWords: Record<SettlementRecord['payments'][number]['means'], string> = {
  cash: '现金',
  bank: '银行卡',
  mobile: '手机支付',
  personal_account: '医保个人账户',
  deferred: '缓交',
};

/** Three sentences that a farmer can read: what it cost, who paid, what to do next. */
export function plainWords(
  settled: Settled,
  care: '住院' | '看门诊' = '住院',
): readonly [string, string, string] {
  return settled.kind === 'reversal' ? ofReversal(settled) : ofSettlement(settled, care);
}

/** More payers than these nobody reads in a sentence; they stand in the table above it. */
const mostNamed = 4;

function ofSettlement(
  { cost, layers, personalFen, payments, packTitle }: Settled,
  care: string,
): readonly [string, string, string] {
  const paying = layers.filter(({ payFen }) => payFen !== 0);
  const paid = sumFen(paying.map(({ payFen }) => payFen));
  const each =
    paying.length > mostNamed
      ? `上面列出的 ${paying.length} 方替您付`
      : paying.map(({ title, payFen }) => `${title} ${formatYuan(payFen)} 元`).join('，');
  return [
    `这次${care}一共花了 ${formatYuan(cost.totalFen)} 元。`,
    paying.length === 0
      ? '这次没有医保或其他方支付。'
      : `您不用付的有 ${formatYuan(paid)} 元：${each}，由医院直接向各方结算，您不用再去报销。${freeWords(paying, packTitle)}`,
    personalFen === 0
      ? '您这次不用付钱。请收好本单。'
      : `您自己付 ${formatYuan(personalFen)} 元，${howPaid(payments)}`,
  ];
}

/** What must not be charged, with payer and clause: the patient may show it to whoever asks for money. */
function freeWords(paying: Settled['layers'], packTitle: string): string {
  return paying
    .filter(({ steps }) => steps.some(({ kind }) => kind === 'free'))
    .map(
      ({ title, clause, payFen }) =>
        `其中 ${formatYuan(payFen)} 元按《${packTitle}》${clause}免费，由${title}承担，任何人不得向您收取。`,
    )
    .join('');
}

function howPaid(payments: Settled['payments']): string {
  const deferred = sumFen(
    payments.filter(({ means }) => means === 'deferred').map(({ amountFen }) => amountFen),
  );
  const now = payments.filter(({ means }) => means !== 'deferred');
  const words = now
    .map(({ means, amountFen }) => `${meansWords[means]} ${formatYuan(amountFen)} 元`)
    .join('，');
  if (deferred > 0) {
    return `${now.length > 0 ? `已付${words}，` : ''}还有 ${formatYuan(deferred)} 元缓交，请按协议的日期来付。`;
  }
  return `已付清（${words}）。请当面核对，收好本单，对金额有疑问请带本单到本窗口。`;
}

function ofReversal({ cost, personalFen, reason }: Settled): readonly [string, string, string] {
  return [
    `原来结算的 ${formatYuan(negateFen(cost.totalFen))} 元已经撤销${reason === null ? '' : `，原因：${reason}`}。`,
    '各方的支付已经全部退回，原结算单作废。',
    personalFen === 0
      ? '没有要退给您的钱。'
      : `应退给您 ${formatYuan(negateFen(personalFen))} 元，按原来的付款方式退回。`,
  ];
}
