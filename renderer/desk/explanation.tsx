import { useEffect, useRef } from 'react';
import type { Layer } from '../../shared/contract/settlements.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import css from './desk.module.css';

interface ExplanationProps {
  readonly settled: {
    readonly layers: readonly Layer[];
    readonly personalFen: Fen;
    readonly packTitle: string;
  };
}

/** F5: layer by layer, the sentences with their clauses. Takes the focus so that the arrow keys scroll. */
export function Explanation({ settled: { layers, personalFen, packTitle } }: ExplanationProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    place.current?.focus();
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  return (
    <div ref={place} tabIndex={0} role="region" aria-label="为什么" className={css['explanation']}>
      <p className={css['soft']}>按《{packTitle}》逐层计算。Esc 返回。</p>
      <ol>
        {layers.map((layer) => (
          <li key={`${layer.layer} ${layer.kind}`}>
            <h3>
              {layer.title} 支付 {formatYuan(layer.payFen)} 元
            </h3>
            {layer.sentences.map((sentence, index) => (
              // Sentences of a layer never move.
              // oxlint-disable-next-line react/no-array-index-key
              <p key={index}>{sentence}</p>
            ))}
          </li>
        ))}
      </ol>
      <h3>个人应付 {formatYuan(personalFen)} 元，是各层支付之后的余数。</h3>
    </div>
  );
}
