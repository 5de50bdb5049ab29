import type { Slip } from '../../shared/contract/documents/slip.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import { limitTitle } from '../settlement/limit-words.ts';
import { Fact, Facts } from './facts.tsx';

type Visit = NonNullable<Slip['visit']>;

/** For which disease somebody came, and since when they are qualified for it. */
export function VisitFacts({ stay, visit }: { stay: Slip['stay']; visit: Visit }) {
  return (
    <>
      <Fact name="门诊号">{stay.admissionNumber}</Fact>
      <Fact name="就医类别">
        {stay.visitType}，{stay.place}
      </Fact>
      <Fact name="病种">
        <b>{visit.disease}</b>
      </Fact>
      <Fact name="就诊日期">{stay.admittedOn}</Fact>
      <Fact name="科室">{stay.department}</Fact>
      <Fact name="资格">
        {visit.qualifiedFrom} 至 {visit.qualifiedTo ?? '长期'}
      </Fact>
      <Fact name="认定">{visit.papers}</Fact>
    </>
  );
}

/** What is left of the disease's month and year after this visit; nothing where no limit is set. */
export function LeftOfLimits({ visit: { deductible, limits } }: { visit: Visit }) {
  if (limits.length === 0 && deductible === null) return null;
  return (
    <section className="left">
      <Facts>
        {deductible !== null && (
          <Fact name="本年起付线">
            {formatYuan(deductible.amountFen)}，已付 {formatYuan(deductible.borneFen)}
          </Fact>
        )}
        {limits.map((limit) => (
          <Fact key={`${limit.layer} ${limit.per}`} name={limitTitle(limit)}>
            {formatYuan(limit.limitFen)}，已用 {formatYuan(limit.usedFen)}，
            <b>还剩 {formatYuan(fen(Math.max(0, limit.limitFen - limit.usedFen)))}</b>
          </Fact>
        ))}
      </Facts>
    </section>
  );
}
