import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { agreementStyle } from './agreement-style.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

interface AgreementProps {
  readonly document: DocumentOf<'instalment_agreement'>;
}
type Content = AgreementProps['document']['content'];

/** The second agreement: who owes what, on which days it is paid, and what follows where it is not. Both copies on one print. */
export function InstalmentAgreementPage({ document }: AgreementProps) {
  const { entry, content } = document;
  return (
    <Sheet
      document={document}
      style={agreementStyle(entry.paper)}
      headFacts={<Fact name="签订日期">{content.agreedOn}</Fact>}
    >
      <Copy content={content} title="第一份 医院留存" />
      <div className="second">
        <h1>{entry.title}</h1>
        <Copy content={content} title="第二份 患者留存" />
      </div>
    </Sheet>
  );
}

function Copy({ content, title }: { content: Content; title: string }) {
  return (
    <>
      <p className="part">{title}</p>
      <section>
        <Facts>
          <Fact name="甲方（医院）">
            <b>{content.hospitalName}</b>
          </Fact>
        </Facts>
        <Party name="乙方（患者）" party={content.patient} />
        {content.guarantor !== null && <Party name="担保人" party={content.guarantor} />}
        <Facts>
          <Fact name="住院号">{content.admissionNumber}</Fact>
          <Fact name="结算单号">{content.slipNumber}</Fact>
          <Fact name="结算日期">{content.settledOn}</Fact>
        </Facts>
      </section>
      <Clauses content={content} />
      <section className="signing">
        <span>
          甲方（盖章）：
          <i className="blank" />
        </span>
        <span>
          乙方签字（手印）：
          <i className="blank" />
        </span>
        {content.guarantor !== null && (
          <span>
            担保人签字（手印）：
            <i className="blank" />
          </span>
        )}
        <span>日期：{content.agreedOn}</span>
      </section>
    </>
  );
}

function Clauses({ content }: { content: Content }) {
  return (
    <section>
      <p className="letter">
        乙方因生活困难，本次住院个人应付的医疗费暂不能付清，尚欠 <b>¥{formatYuan(content.owedFen)}</b>（大写
        {content.owedCapital}）。经双方协商，约定如下：
      </p>
      <ol className="clauses">
        <li>
          乙方按下列日期付清，可以提前付：
          <Dates instalments={content.instalments} />
        </li>
        <li>付款到甲方窗口办理，甲方每次出具收据；所付款项先抵最早一期。</li>
        <li>超过约定日期一个月仍未付的，甲方可以向乙方和担保人追讨；恶意拖欠的，列入欠费名单。</li>
        <li>乙方提供的身份和证明不属实的，全部医疗费由乙方自付。</li>
        <li>本协议一式两份，双方各执一份，签字（按手印）后生效。</li>
      </ol>
    </section>
  );
}

function Dates({ instalments }: Pick<Content, 'instalments'>) {
  return (
    <table className="dates">
      <thead>
        <tr>
          <th>期</th>
          <th>付款日期</th>
          <th className="number">金额（元）</th>
        </tr>
      </thead>
      <tbody>
        {instalments.map(({ dueOn, amountFen }, position) => (
          <tr key={dueOn}>
            <td>第 {position + 1} 期</td>
            <td>{dueOn}</td>
            <td className="number">{formatYuan(amountFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Party({ name, party }: { name: string; party: Content['patient'] }) {
  return (
    <Facts>
      <Fact name={name}>
        <b>{party.name}</b>
      </Fact>
      <Fact name="身份证号">{party.idNumber}</Fact>
      <Fact name="电话">{party.phone}</Fact>
      {party.relation !== '本人' && <Fact name="与患者关系">{party.relation}</Fact>}
    </Facts>
  );
}
