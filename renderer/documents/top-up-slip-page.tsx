import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.money { font-size: 14pt; text-align: center }
.money b { display: block; font-size: 20pt }
.lines :is(th, td) { padding: 0.4mm 1mm 0.4mm 0; text-align: left; vertical-align: top; font-weight: normal }
.lines tr + tr { border-top: 0.1mm solid #000 }
.lines .number { padding-right: 0 }
`;

type Content = DocumentOf<'top_up_slip'>['content'];

/** Help that came after the settlement: how much, from whom, and what it does to debt and refund. */
export function TopUpSlipPage({ document }: { document: DocumentOf<'top_up_slip'> }) {
  const { content } = document;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={<Fact name="经办">{content.recordedByName}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="患者">{content.personName}</Fact>
          <Fact name="身份证号">{content.maskedIdNumber}</Fact>
          <Fact name="结算单">
            {content.slipNumber}（{content.settledOn}）
          </Fact>
          <Fact name="批准文号">{content.approvalNumber}</Fact>
          <Fact name="批准日期">{content.approvedOn}</Fact>
          <Fact name="批准单位">{content.approver}</Fact>
        </Facts>
      </section>
      <section className="money">
        {content.title} <b>¥{formatYuan(content.amountFen)}</b>
        大写 {content.amountCapital}
      </section>
      <Lines content={content} />
      <section className="plain">
        {plainWords(content).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <section className="signatures">
        <span>患者签字：</span>
        <span>经办人签字：</span>
        <span>医院盖章：</span>
      </section>
    </Sheet>
  );
}

function Lines({ content }: { content: Content }) {
  const lines = [
    ['原结算个人负担', content.personalFen],
    ...(content.earlierFen === 0 ? [] : [['以前的补助', content.earlierFen] as const]),
    [`这次${content.title}`, content.amountFen],
    ['其中抵这张结算单的欠费', content.fromDebtFen],
    ['其中应退给患者', content.refundFen],
    ['补助后个人负担', content.stillBorneFen],
  ] as const;
  return (
    <section>
      <table className="lines">
        <tbody>
          {lines.map(([name, amountFen]) => (
            <tr key={name}>
              <th>{name}</th>
              <td className="number">{formatYuan(amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        依据 {content.document} {content.clause}；原结算单不变。
      </p>
    </section>
  );
}

/** What it was, who paid, and what to do next. */
function plainWords({ title, amountFen, fromDebtFen, refundFen, stillBorneFen }: Content): string[] {
  return [
    `结算以后批下${title} ${formatYuan(amountFen)} 元，您这次一共自己负担 ${formatYuan(stillBorneFen)} 元。`,
    ...(fromDebtFen > 0 ? [`其中 ${formatYuan(fromDebtFen)} 元抵了您欠医院的钱。`] : []),
    ...(refundFen > 0 ? [`应退给您 ${formatYuan(refundFen)} 元，请在窗口领取，领款时要签字。`] : []),
  ];
}
