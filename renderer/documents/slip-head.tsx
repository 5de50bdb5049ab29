import type { Slip } from '../../shared/contract/documents/slip.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { layerTitle } from '../settlement/titles.ts';

export function Person({ person }: { person: Slip['person'] }) {
  return (
    <section>
      <Facts>
        <Fact name="姓名">
          <b>{person.name}</b>
        </Fact>
        <Fact name="性别">{person.sex}</Fact>
        <Fact name="年龄">{person.ageYears} 岁</Fact>
        <Fact name="身份证号">{person.maskedIdNumber}</Fact>
        <Fact name="人员类别">{person.category}</Fact>
        <Fact name="参保地">{person.region}</Fact>
        <Fact name="住址">{person.address}</Fact>
        <Fact name="电话">{person.maskedPhone}</Fact>
      </Facts>
    </section>
  );
}

export function StayLines({ stay }: { stay: Slip['stay'] }) {
  return (
    <section>
      <Facts>
        <Fact name="住院号">{stay.admissionNumber}</Fact>
        <Fact name="就医类别">
          {stay.visitType}，{stay.place}
        </Fact>
        <Fact name="科室">{stay.department}</Fact>
        <Fact name="床位">{stay.bed}</Fact>
        <Fact name="住院">
          {stay.admittedOn} 至 {stay.dischargedOn ?? '未出院'}，{stay.days} 天
        </Fact>
        <Fact name="诊断">{stay.diagnoses}</Fact>
      </Facts>
    </section>
  );
}

interface EarlierProps {
  readonly before: Slip['before'];
  readonly layers: Slip['settlement']['layers'];
}

/** What the year already held before this stay, by payer. */
export function EarlierThisYear({ before, layers }: EarlierProps) {
  const paid = Object.entries(before.paidFen).filter(([, amountFen]) => amountFen !== 0);
  return (
    <section>
      <Facts>
        <Fact name="本年此前结算">{before.stays} 次</Fact>
        {paid.map(([key, amountFen]) => (
          <Fact key={key} name={`${layerTitle(key, layers)}已付`}>
            {formatYuan(amountFen)}
          </Fact>
        ))}
        <Fact name="个人已负担">{formatYuan(before.personalFen)}</Fact>
        <Fact name="大病累计">{formatYuan(before.criticalIllnessBurdenFen)}</Fact>
        <Fact name="已付起付线">{formatYuan(before.deductibleFen)}</Fact>
      </Facts>
    </section>
  );
}
