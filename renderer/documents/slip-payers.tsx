import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { capitalYuan } from '../../shared/money/capital.ts';
import { formatYuan, negateFen } from '../../shared/money/fen.ts';
import { type Bar, extentOf, waterfallOf } from '../settlement/waterfall.ts';
import { plainWords } from './plain-words.ts';

/** Each payer in small and capital digits, with the picture of the screen in small beside it. */
export function WhoPays({ settlement }: { settlement: SettlementRecord }) {
  const totalFen = settlement.cost.totalFen;
  return (
    <section>
      <h2>谁来付</h2>
      <table className="payers">
        <tbody>
          {waterfallOf(settlement).map((bar) => (
            <tr key={bar.key} className={bar.role}>
              <th>{bar.title}</th>
              <td className="picture">
                <Picture bar={bar} extent={extentOf(bar, totalFen)} />
              </td>
              <td className="number">{formatYuan(bar.amountFen)}</td>
              <td>{capitalYuan(bar.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Drawn, not a background: printers and drivers may leave backgrounds out. */
function Picture({ bar, extent }: { bar: Bar; extent: ReturnType<typeof extentOf> }) {
  if (bar.amountFen === 0) return null;
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
      <rect
        x={extent.leftPercent}
        y="0.5"
        width={Math.max(extent.widthPercent, 0.4)}
        height="5"
        fill={bar.role === 'patient' ? '#000' : bar.role === 'payer' ? '#666' : '#fff'}
        stroke="#000"
        strokeWidth="0.4"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** The one amount that the patient has to know. */
export function PatientPart({ settlement: { personalFen } }: { settlement: SettlementRecord }) {
  const isRefund = personalFen < 0;
  const amountFen = isRefund ? negateFen(personalFen) : personalFen;
  return (
    <section className="patient">
      <span>{isRefund ? '应退患者' : '个人应付'}</span>
      <b>¥{formatYuan(amountFen)}</b>
      <span>大写 {capitalYuan(amountFen)}</span>
    </section>
  );
}

export function PlainWords({
  settlement,
  visits = false,
}: {
  settlement: SettlementRecord;
  visits?: boolean;
}) {
  return (
    <section className="plain">
      {plainWords(settlement, visits ? '看门诊' : '住院').map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}

export function Signatures() {
  return (
    <section className="signatures">
      <span>患者（家属）签字：</span>
      <span>经办人签字：</span>
      <span>医院盖章：</span>
    </section>
  );
}
