import { meansTitles } from '../../shared/contract/payments.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';

type Paid = SettlementRecord['payments'][number];

/**
 * How the patient's part was met and who signs, where it was not the patient with the exact amount in cash: that goes
 * without saying.
 */
export function HowPaid({ settlement }: { settlement: SettlementRecord }) {
  const { payments, signatory, invoiceNumber, instalments, approved } = settlement;
  const isPlain = payments.every(({ means, handedInFen }) => means === 'cash' && handedInFen === undefined);
  if (isPlain && signatory === null && invoiceNumber === null && approved.length === 0) return null;
  return (
    <section className="together">
      <Facts>
        {payments.map((payment) => (
          <Fact key={`${payment.means} ${payment.reference ?? ''}`} name={meansTitles[payment.means]}>
            {paidWords(payment)}
          </Fact>
        ))}
        {instalments.length > 0 && (
          <Fact name="约定付清">
            {instalments.map(({ dueOn, amountFen }) => `${dueOn} ${formatYuan(amountFen)}`).join('，')}
          </Fact>
        )}
        {approved.map(({ layer, title, amountFen, number }) => (
          <Fact key={layer} name={`${title}批准`}>
            {formatYuan(amountFen)}（{number}）
          </Fact>
        ))}
        {signatory !== null && (
          <Fact name="付款人">
            {signatory.name}（{signatory.relation}，{signatory.maskedIdNumber}）
          </Fact>
        )}
        <Fact name="电子票据号">{invoiceNumber ?? ''}</Fact>
      </Facts>
    </section>
  );
}

function paidWords({ amountFen, reference, handedInFen, roundingFen = fen(0) }: Paid): string {
  const takenFen = fen(amountFen + roundingFen);
  const change =
    handedInFen === undefined
      ? ''
      : `（收 ${formatYuan(handedInFen)}，找 ${formatYuan(fen(handedInFen - takenFen))}）`;
  const rounded = roundingFen === 0 ? '' : `（实收 ${formatYuan(takenFen)}，角以下舍入）`;
  return `${formatYuan(amountFen)}${rounded}${change}${reference === null ? '' : ` 流水号 ${reference}`}`;
}
