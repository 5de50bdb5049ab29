import type { Change, LayerChange, SettlementChange } from '../../shared/contract/corrections.ts';
import { Amount } from '../components/amount.tsx';
import css from './corrections.module.css';
import { differenceWords, eligibilityWords } from './words.ts';

/** A settlement of the table, and what would become of it. */
export interface ShownChange extends SettlementChange {
  /** 只撤销, 撤销后重新结算, or why its policy gives no answer. */
  readonly fate: string | undefined;
  readonly warnings: readonly string[];
}

interface ChangeTableProps {
  readonly settlements: readonly ShownChange[];
  readonly layers: readonly LayerChange[];
  readonly personal: Change;
  readonly afterTitle: string;
}

/** Settlement by settlement and payer by payer: as it stands, as it would be, and the difference. */
export function ChangeTable({ settlements, layers, personal, afterTitle }: ChangeTableProps) {
  return (
    // Rows scroll on their own, so that the patient's line below stays in sight; arrow keys move them.
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="逐张逐项的差额">
      <table className={css['changes']}>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">原来</th>
            <th scope="col">{afterTitle}</th>
            <th scope="col">差额</th>
          </tr>
        </thead>
        {settlements.map((settlement) => (
          <tbody key={settlement.settlementId}>
            <Head settlement={settlement} />
            {settlement.total.differenceFen !== 0 && <Row title="总费用" change={settlement.total} />}
            {settlement.layers.map((change) => (
              <Row key={change.layer} title={change.title} change={change} />
            ))}
            <Row title="个人应付" change={settlement.personal} isPatient />
          </tbody>
        ))}
        {settlements.length > 1 && (
          <tbody>
            <tr>
              <th scope="colgroup" colSpan={4} className={css['settlement']}>
                合计
              </th>
            </tr>
            {layers.map((change) => (
              <Row key={change.layer} title={change.title} change={change} />
            ))}
            <Row title="个人应付" change={personal} isPatient />
          </tbody>
        )}
      </table>
    </div>
  );
}

function Head({ settlement }: { settlement: ShownChange }) {
  const { slipNumber, department, settledOn, fate, warnings } = settlement;
  return (
    <tr>
      <th scope="colgroup" colSpan={4} className={css['settlement']}>
        <b>{slipNumber}</b> {department} · {settledOn} 结算 · {eligibilityWords(settlement)}
        {fate !== undefined && <span className={css['fate']}>{fate}</span>}
        {warnings.map((sentence) => (
          <p key={sentence} className={css['warning']}>
            {sentence}
          </p>
        ))}
      </th>
    </tr>
  );
}

function Row({ title, change, isPatient = false }: { title: string; change: Change; isPatient?: boolean }) {
  const isSame = change.differenceFen === 0;
  return (
    <tr className={isPatient ? css['patient'] : undefined}>
      <th scope="row">{title}</th>
      <td>
        <Amount fen={change.beforeFen} />
      </td>
      <td>
        <Amount fen={change.afterFen} />
      </td>
      <td className={isSame ? css['same'] : css['differs']}>{differenceWords(change)}</td>
    </tr>
  );
}
