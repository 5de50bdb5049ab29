import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { hardshipKindTitles } from '../../shared/contract/hardship.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { agreementStyle } from './agreement-style.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

interface ApplicationProps {
  readonly document: DocumentOf<'hardship_application'>;
}
type Content = ApplicationProps['document']['content'];

const pageStyle = `
.amounts { margin: 1.5mm 0; line-height: 1.4 }
.amounts :is(th, td) { padding: 0.6mm 2mm; border: 0.2mm solid #000; text-align: left; font-weight: normal }
.amounts .sum :is(th, td) { font-weight: bold }
.opinion { display: flex; flex-direction: column; justify-content: space-between; min-height: 27mm; break-inside: avoid }
.opinion p:last-child { text-align: right }
`;

/** 临时救助、慈善救助、低保: what somebody still in hardship applies for, filled in with all amounts; whoever decides writes below. */
export function HardshipApplicationPage({ document }: ApplicationProps) {
  const { entry, head, content } = document;
  return (
    <Sheet
      document={document}
      style={agreementStyle(entry.paper) + pageStyle}
      headFacts={<Fact name="申请日期">{content.appliedOn}</Fact>}
    >
      <Who content={content} />
      <Amounts content={content} />
      <section className="letter">
        <p>{content.addressee}：</p>
        <p>
          本人因{content.reason}，经基本医保、大病保险、医疗救助等支付后，个人自付医疗费用仍有困难，申请
          <b>{hardshipKindTitles[content.kind]}</b>。以上金额由{head.hospitalName}“一站式”窗口按结算记录填写。
        </p>
      </section>
      <section className="signing">
        <span>
          申请人签字（手印）：
          <i className="blank" />
        </span>
        <span>
          医院（盖章）：
          <i className="blank" />
        </span>
        <span>
          代办人签字：
          <i className="blank" />
        </span>
        <span>日期：{content.appliedOn}</span>
      </section>
      <Opinions content={content} />
    </Sheet>
  );
}

function Who({ content: { person, stay, settlement } }: { content: Content }) {
  return (
    <section>
      <Facts>
        <Fact name="申请人（患者）">
          <b>{person.name}</b>
        </Fact>
        <Fact name="性别">{person.sex}</Fact>
        <Fact name="年龄">{person.ageYears} 岁</Fact>
        <Fact name="身份证号">{person.idNumber}</Fact>
        <Fact name="电话">{person.phone}</Fact>
        <Fact name="住址">{person.address}</Fact>
        <Fact name="身份">{person.category}</Fact>
      </Facts>
      <Facts>
        <Fact name="住院号">{stay.admissionNumber}</Fact>
        <Fact name="科室">{stay.department}</Fact>
        <Fact name="入院">{stay.admittedOn}</Fact>
        <Fact name="出院">{stay.dischargedOn ?? ''}</Fact>
        <Fact name="诊断">{stay.diagnoses}</Fact>
        <Fact name="结算单号">{settlement.slipNumber}</Fact>
        <Fact name="结算日期">{settlement.settledOn}</Fact>
      </Facts>
    </section>
  );
}

/** This stay beside the whole year, row by row by who paid. */
function Amounts({ content: { settlement, year } }: { content: Content }) {
  const titles = [...new Set([...settlement.payers, ...year.payers].map(({ title }) => title))];
  const paid = (payers: Content['settlement']['payers'], title: string) =>
    formatYuan(payers.find((payer) => payer.title === title)?.amountFen ?? (0 as typeof year.totalFen));
  return (
    <section className="together">
      <table className="amounts">
        <thead>
          <tr>
            <th>金额（元）</th>
            <th className="number">这次</th>
            <th className="number">{year.year} 年在本院</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th>医疗费总额</th>
            <td className="number">{formatYuan(settlement.totalFen)}</td>
            <td className="number">{formatYuan(year.totalFen)}</td>
          </tr>
          {titles.map((title) => (
            <tr key={title}>
              <th>{title}</th>
              <td className="number">{paid(settlement.payers, title)}</td>
              <td className="number">{paid(year.payers, title)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th>个人负担</th>
            <td className="number">{formatYuan(settlement.personalFen)}</td>
            <td className="number">{formatYuan(year.personalFen)}</td>
          </tr>
        </tbody>
      </table>
      <p>
        这次个人负担大写 {settlement.personalCapital}；现在还欠医院 {formatYuan(year.owedFen)} 元。
      </p>
    </section>
  );
}

function Opinions({ content: { addressee, kind } }: { content: Content }) {
  return (
    <>
      <section className="opinion">
        <p>村（居）委会意见：</p>
        <p>（盖章）　　　　年　　月　　日</p>
      </section>
      <section className="opinion">
        <p>
          {addressee}审批意见{kind === 'subsistence_allowance' ? '' : '（批准金额、文号）'}：
        </p>
        <p>（盖章）　　　　年　　月　　日</p>
      </section>
    </>
  );
}
