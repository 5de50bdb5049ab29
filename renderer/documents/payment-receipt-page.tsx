import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { meansTitles } from '../../shared/contract/payments.ts';
import { type Fen, fen, formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.money { font-size: 14pt; text-align: center }
.money b { display: block; font-size: 20pt }
.lines :is(th, td) { padding: 0.4mm 1mm 0.4mm 0; text-align: left; vertical-align: top; font-weight: normal }
.lines tr + tr { border-top: 0.1mm solid #000 }
.lines th { white-space: nowrap }
.lines .number { padding-right: 0 }
.lines td:not(.number) { overflow-wrap: anywhere }
`;

/** Money taken later or given back: how much, by what, and for which slips. */
export function PaymentReceiptPage({ document }: { document: DocumentOf<'payment_receipt'> }) {
  const { content } = document;
  const isRefund = content.kind === 'refund';
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={<Fact name="经办">{content.recordedByName}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="患者">{content.personName}</Fact>
          <Fact name="日期">{content.businessDay}</Fact>
          {content.signatory !== null && (
            <Fact name={isRefund ? '领款人' : '付款人'}>
              {content.signatory.name}（{content.signatory.relation}，{content.signatory.maskedIdNumber}）
            </Fact>
          )}
        </Facts>
      </section>
      <section className="money">
        {isRefund ? '今退还' : '今收到'} <b>¥{formatYuan(content.amountFen)}</b>
        大写 {content.amountCapital}
      </section>
      <Payments content={content} />
      <section className="plain">
        <p>
          {isRefund
            ? '以上款项已按原支付方式退还。'
            : content.stillOwedFen === 0
              ? '医疗费欠款已全部付清。'
              : `付后还欠 ${formatYuan(content.stillOwedFen)} 元，请按约定的日期付清。`}
        </p>
      </section>
      <section className="signatures">
        <span>{isRefund ? '领款人' : '付款人'}签字：</span>
        <span>经办人签字：</span>
        <span>医院盖章：</span>
      </section>
    </Sheet>
  );
}

/** What went over the counter, where it is not the amount to the fen. */
function roundedWords(isRefund: boolean, handedFen: Fen): string {
  return `${isRefund ? '实退' : '实收'} ${formatYuan(handedFen)}，角以下舍入`;
}

/** By what means, and for which slips. */
function Payments({ content }: { content: DocumentOf<'payment_receipt'>['content'] }) {
  const isRefund = content.kind === 'refund';
  return (
    <>
      <section>
        <table className="lines">
          <tbody>
            {content.payments.map(({ means, amountFen, reference, roundingFen }) => (
              <tr key={`${means} ${reference ?? ''}`}>
                <th>{meansTitles[means]}</th>
                <td>
                  {reference !== null && `流水号 ${reference}`}
                  {roundingFen !== undefined && roundedWords(isRefund, fen(amountFen + roundingFen))}
                </td>
                <td className="number">{formatYuan(amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <table className="lines">
          <tbody>
            {content.settlements.map(({ slipNumber, amountFen }) => (
              <tr key={slipNumber}>
                <th>单号 {slipNumber}</th>
                <td className="number">{formatYuan(amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
