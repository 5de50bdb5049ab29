import type { z } from 'zod';
import type { specialTreatmentPaperSchema } from '../../shared/contract/documents/reports.ts';
import type { SpecialCase } from '../../shared/contract/special-treatment.ts';
import {
  type TreatmentLine,
  type TreatmentRate,
  treatmentStates,
  treatmentStateTitles,
} from '../../shared/contract/treatment.ts';
import { Fact } from './facts.tsx';

/** What the three papers of a month's package have in common. */
interface Given {
  readonly content: z.output<typeof specialTreatmentPaperSchema>;
}

export function PackageFacts({ content }: Given) {
  const { span, sentTo, dueOn, source } = content;
  return (
    <>
      <Fact name="结算日期">
        {span.from} 起，{span.until} 前
      </Fact>
      <Fact name="报送">{sentTo ?? ''}</Fact>
      <Fact name="报送期限">{dueOn ?? ''}</Fact>
      <Fact name="依据">{source ?? ''}</Fact>
    </>
  );
}

/** What is ours is not taken for the authority's form; how far the treatment is, and with what missing it goes out. */
export function OurColumns({ content: { counts, rate, gaps, reason } }: Given) {
  return (
    <section className="plain">
      <p>
        文件没有给出附件的表样，栏目由本院拟定。人次为结算减撤销，撤销记在办理当日；人数为仍有结算的人。补报的是上次上报以后才办理或登记的，不计入合计。
      </p>
      {counts !== null && rate !== null && (
        <p>
          台账：{treatmentStates.map((state) => `${treatmentStateTitles[state]} ${counts[state]}`).join('，')}
          。{rateSentence(rate)}
        </p>
      )}
      {reason !== null && (
        <p>
          缺项：{gaps.map(({ sentence }) => sentence).join('')}说明：{reason}
        </p>
      )}
    </section>
  );
}

function rateSentence({ verifiedCount, treatedCount, millionths, target }: TreatmentRate): string {
  if (millionths === null) return '';
  const aim = target === null ? '' : `（目标 ${target.millionths / 10_000}%，${target.source}）`;
  const percent = Math.floor(millionths / 1000) / 10;
  return `救治率 ${treatedCount}÷${verifiedCount}＝${percent}%${aim}。`;
}

/** Both who signed at the screen; older tables are signed by hand. */
export function Signatures({ content: { signatures } }: Given) {
  return (
    <section className="signatures">
      <span>填表人：{signatures?.makerName}</span>
      <span>审核人：{signatures?.secondName}</span>
      <span>医院盖章：</span>
      <span>报送日期：</span>
    </section>
  );
}

export function PatientHeads() {
  return (
    <>
      <th>
        姓名 性别 年龄
        <br />
        身份证号
      </th>
      <th>住址</th>
      <th>资格</th>
    </>
  );
}

interface PatientCellsProps {
  readonly row: SpecialCase | TreatmentLine;
  /** Of an earlier month, told with this one. */
  readonly isLate?: boolean;
}

/** Who it is, in three cells of two lines. */
export function PatientCells({ row, isLate = false }: PatientCellsProps) {
  return (
    <>
      <td>
        <span className="one">
          {isLate && <b>补 </b>}
          {row.personName} {row.sex} {row.ageYears}
        </span>
        <span className="one">{row.maskedIdNumber}</span>
      </td>
      <td>
        <span className="clamp">{row.address}</span>
      </td>
      <td>
        <span className="clamp">{row.eligibilities}</span>
      </td>
    </>
  );
}
