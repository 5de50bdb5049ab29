import type { PersonCard } from '../../shared/contract/people.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { stateWords } from '../history/words.ts';
import css from './desk.module.css';

interface EarlierSettlementsProps {
  readonly settlements: PersonCard['settlements'];
  readonly onOpen: (settlementId: string) => void;
}

/** What was settled here before, in any year; folded away until somebody asks. Each opens with its papers and money. */
export function EarlierSettlements({ settlements, onOpen }: EarlierSettlementsProps) {
  if (settlements.length === 0) return null;
  return (
    <details className={css['folded']}>
      <summary>
        历次结算 {settlements.length} 笔 <KeyHint of="F10" />
      </summary>
      <ul aria-label="历次结算">
        {settlements.map((one) => (
          <li key={one.settlementId} className={one.isReversed ? css['ended'] : undefined}>
            <button type="button" tabIndex={-1} onClick={() => onOpen(one.settlementId)}>
              <span>{one.settledOn}</span>
              <span>{stateWords(one)}</span>
              <Amount fen={one.personalFen} />
              <small>
                {one.slipNumber} · 总费用 <Amount fen={one.totalFen} />
              </small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
