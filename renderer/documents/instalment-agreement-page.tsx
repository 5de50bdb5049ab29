import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.dates { margin: 1.5mm 0 }
.dates :is(th, td) { padding: 0.8mm 2mm; border: 0.2mm solid #000; text-align: left; font-weight: normal }
.clauses { padding: 2mm 0 }
.clauses p { padding: 0.8mm 0; text-indent: 2em }
`;

type Content = DocumentOf<'instalment_agreement'>['content'];

/** The second agreement: who owes what, on which days it is paid, and what follows where it is not. */
export function InstalmentAgreementPage({ document }: { document: DocumentOf<'instalment_agreement'> }) {
  const { content } = document;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={<Fact name="签订日期">{content.agreedOn}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="甲方">{content.hospitalName}</Fact>
        </Facts>
        <Party name="乙方（患者）" party={content.patient} />
        {content.guarantor !== null && <Party name="担保人" party={content.guarantor} />}
        <Facts>
          <Fact name="住院号">{content.admissionNumber}</Fact>
          <Fact name="结算单号">{content.slipNumber}</Fact>
          <Fact name="结算日期">{content.settledOn}</Fact>
        </Facts>
      </section>
      <section className="clauses">
        <p>
          乙方因生活困难，本次住院个人应付的医疗费暂不能付清，尚欠 <b>¥{formatYuan(content.owedFen)}</b>（大写
          {content.owedCapital}）。经双方协商，约定如下：
        </p>
        <p>一、乙方按下列日期付清，可以提前付：</p>
        <table className="dates">
          <thead>
            <tr>
              <th>期</th>
              <th>付款日期</th>
              <th className="number">金额（元）</th>
            </tr>
          </thead>
          <tbody>
            {content.instalments.map(({ dueOn, amountFen }, position) => (
              <tr key={dueOn}>
                <td>第 {position + 1} 期</td>
                <td>{dueOn}</td>
                <td className="number">{formatYuan(amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>二、付款到甲方窗口办理，甲方每次出具收据；所付款项先抵最早一期。</p>
        <p>三、超过约定日期一个月仍未付的，甲方可以向乙方和担保人追讨；恶意拖欠的，列入欠费名单。</p>
        <p>四、乙方提供的身份和证明不属实的，全部医疗费由乙方自付。</p>
        <p>五、本协议一式两份，双方各执一份，签字（按手印）后生效。</p>
      </section>
      <section className="signatures">
        <span>甲方（盖章）：</span>
        <span>乙方签字（手印）：</span>
        {content.guarantor !== null && <span>担保人签字（手印）：</span>}
      </section>
    </Sheet>
  );
}

function Party({ name, party }: { name: string; party: Content['patient'] }) {
  return (
    <Facts>
      <Fact name={name}>{party.name}</Fact>
      <Fact name="身份证号">{party.idNumber}</Fact>
      <Fact name="电话">{party.phone}</Fact>
      {party.relation !== '本人' && <Fact name="与患者关系">{party.relation}</Fact>}
    </Facts>
  );
}
