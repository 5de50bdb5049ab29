import type { Fen } from '../../shared/money/fen.ts';
import css from './workbench.module.css';

interface PairBarsProps {
  readonly rows: readonly {
    readonly key: string;
    readonly title: string;
    readonly beforeFen: Fen;
    readonly afterFen: Fen;
  }[];
  /** What the two bars of a row are. */
  readonly titles: readonly [string, string];
}

/** Two bars a row, to one scale. The numbers stand in the table beside it. */
export function PairBars({ rows, titles }: PairBarsProps) {
  const largest = Math.max(1, ...rows.flatMap(({ beforeFen, afterFen }) => [beforeFen, afterFen]));
  const width = (amount: Fen) => `${(100 * amount) / largest}%`;
  return (
    <figure className={css['bars']} aria-hidden="true">
      <figcaption>
        <span data-bar="before" /> 前：{titles[0]} <span data-bar="after" /> 后：{titles[1]}
      </figcaption>
      {rows.map(({ key, title, beforeFen, afterFen }) => (
        <div key={key}>
          <span>{title}</span>
          <span>
            <i data-bar="before" style={{ width: width(beforeFen) }} />
            <i data-bar="after" style={{ width: width(afterFen) }} />
          </span>
        </div>
      ))}
    </figure>
  );
}
