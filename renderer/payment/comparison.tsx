import type { Comparison } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Look } from '../components/trouble.tsx';
import css from './payment.module.css';

const sources = { hospital: '收费系统', platform: '医保平台' } as const;

/** Ours beside another system's figure, line by line; said above the hospital's limit for a word. */
export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { source, lines, largestFen, refuseFen, verdict } = comparison;
  const theirs = sources[source];
  if (verdict === 'same') return <p className={css['sentence']}>与{theirs}一致。</p>;
  return (
    <>
      {verdict !== 'near' && (
        <Look
          sentence={
            verdict === 'refuse'
              ? `与${theirs}最多相差 ${formatYuan(largestFen)} 元，超过限度 ${formatYuan(refuseFen ?? largestFen)} 元，不能结算。请先核对费用和资格。`
              : `与${theirs}最多相差 ${formatYuan(largestFen)} 元，请核对后再确认。`
          }
        />
      )}
      <table className={css['rows']} aria-label={`与${theirs}的数核对`}>
        <thead>
          <tr>
            <th>项目</th>
            <th className={css['number']}>本窗口</th>
            <th className={css['number']}>{theirs}</th>
            <th className={css['number']}>相差</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ part, title, oursFen, theirsFen, differenceFen }) => (
            <tr key={part} className={differenceFen === 0 ? undefined : css['overdue']}>
              <th scope="row">{title}</th>
              <td className={css['number']}>{formatYuan(oursFen)}</td>
              <td className={css['number']}>{formatYuan(theirsFen)}</td>
              <td className={css['number']}>{formatYuan(differenceFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
