import type { PersonCard } from '../../shared/contract/people.ts';
import { Amount } from '../components/amount.tsx';
import css from './desk.module.css';

const kindWords = { final: '结算', interim: '中途结算', reversal: '撤销' } as const;

/** What was settled here before, in any year; folded away until somebody asks. */
export function EarlierSettlements({ settlements }: { settlements: PersonCard['settlements'] }) {
  if (settlements.length === 0) return null;
  return (
    <details className={css['folded']}>
      <summary>历次结算 {settlements.length} 笔</summary>
      <ul aria-label="历次结算">
        {settlements.map((one) => (
          <li key={one.settlementId} className={one.isReversed ? css['ended'] : undefined}>
            <span>{one.settledOn}</span>
            <span>{one.isReversed ? '已撤销' : kindWords[one.kind]}</span>
            <Amount fen={one.personalFen} />
            <small>
              {one.slipNumber} · 总费用 <Amount fen={one.totalFen} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
