import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { Amount } from '../components/amount.tsx';
import css from './desk.module.css';

/** Where the centre's amounts are not ours. Ours stay; finance decides. */
export function Differences({ differences }: { differences: SettlementRecord['upload']['differences'] }) {
  if (differences.length === 0) return null;
  return (
    <table className={css['differences']}>
      <caption>中心的金额与本窗口不同，已转财务核对；本单不变。</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">本窗口</th>
          <th scope="col">中心</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ part, title, oursFen, theirsFen }) => (
          <tr key={part}>
            <th scope="row">{title}</th>
            <td>
              <Amount fen={oursFen} />
            </td>
            <td>
              <Amount fen={theirsFen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
