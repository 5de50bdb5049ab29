import { controlTitles } from '../../shared/contract/report-titles.ts';
import type { ControlFigure, ControlRow, Figure } from '../../shared/contract/reports.ts';
import css from './reports.module.css';
import { controlValue, metWords, targetWords } from './words.ts';

interface ControlFiguresProps {
  readonly rows: readonly ControlRow[];
  readonly onOpen: (title: string, figure: Figure) => void;
}

/** Each figure beside its target; what misses it says so in words. Opens to the settlements behind it. */
export function ControlFigures({ rows, onOpen }: ControlFiguresProps) {
  return (
    <ul className={css['controls']} aria-label="控制指标">
      {rows.map((row) => (
        <li key={row.figure}>
          <button
            type="button"
            title={row.target?.source ?? '政策和本院都没有定目标'}
            onClick={() => onOpen(controlTitles[row.figure], figureOf(row.figure))}
          >
            <span>{controlTitles[row.figure]}</span>
            <b>{controlValue(row)}</b>
            <span className={row.isMet === false ? css['missed'] : undefined}>
              {targetWords(row)}
              {row.isMet !== null && `，${metWords(row)}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function figureOf(figure: ControlFigure): Figure {
  return figure === 'above_yearly_cap' ? { of: 'above_cap' } : { of: 'all' };
}
