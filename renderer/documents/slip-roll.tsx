import type { Slip } from '../../shared/contract/documents/slip.ts';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { capitalYuan } from '../../shared/money/capital.ts';
import { formatYuan, negateFen } from '../../shared/money/fen.ts';
import { waterfallOf } from '../settlement/waterfall.ts';
import { Fact, Facts } from './facts.tsx';
import { CheckCode } from './slip-check.tsx';
import { PlainWords } from './slip-payers.tsx';
import { LeftOfLimits, VisitFacts } from './slip-visit.tsx';

/** What the patient needs to know, largest first: what to pay now, who pays the rest, whose stay it is, three sentences. */
export function SlipRoll({ document: { content } }: { document: DocumentOf<'slip'> }) {
  const { person, stay, visit, settlement, checkCode } = content;
  const { personalFen } = settlement;
  const isRefund = personalFen < 0;
  const amountFen = isRefund ? negateFen(personalFen) : personalFen;
  return (
    <>
      <section className="pay">
        <p>{isRefund ? '应退患者' : '本次您需支付'}</p>
        <b>¥{formatYuan(amountFen)}</b>
        <p>{capitalYuan(amountFen)}</p>
      </section>
      <section>
        <table className="amounts">
          <tbody>
            {waterfallOf(settlement).map((bar) => (
              <tr key={bar.key} className={bar.role === 'payer' ? undefined : 'sum'}>
                <th>{bar.title}</th>
                <td>{formatYuan(bar.amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <Facts>
          <Fact name="姓名">
            <b>{person.name}</b>
          </Fact>
          <Fact name="身份证号">{person.maskedIdNumber}</Fact>
          <Fact name="人员类别">{person.category}</Fact>
          {visit === null ? <StayFacts stay={stay} /> : <VisitFacts stay={stay} visit={visit} />}
        </Facts>
      </section>
      {visit !== null && <LeftOfLimits visit={visit} />}
      <section className="end">
        <PlainWords settlement={settlement} visits={visit !== null} />
        <CheckCode checkCode={checkCode} number={settlement.slipNumber} />
      </section>
    </>
  );
}

function StayFacts({ stay }: { stay: Slip['stay'] }) {
  return (
    <>
      <Fact name="住院号">{stay.admissionNumber}</Fact>
      <Fact name="科室">{stay.department}</Fact>
      <Fact name="住院">
        {stay.admittedOn} 至 {stay.dischargedOn ?? '未出院'}，{stay.days} 天
      </Fact>
    </>
  );
}
