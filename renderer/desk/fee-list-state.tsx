import type { Stay } from '../../shared/contract/stays.ts';
import { KeyHint } from '../components/key-hint.tsx';
import css from './desk.module.css';

/** How the fee lists stand: how many items, and whether the file's own total agreed. */
export function FeeListState({ stay: { feeLists } }: { stay: Stay }) {
  if (feeLists.length === 0) {
    return (
      <p className={css['teach']}>
        还没有费用。按 <KeyHint of="F3" />
        选择收费系统导出的费用清单（CSV 或 XLSX）。
      </p>
    );
  }
  const items = feeLists.reduce((count, { itemCount }) => count + itemCount, 0);
  const unstated = feeLists.filter(({ statedTotalFen }) => statedTotalFen === null).length;
  return (
    <p>
      费用明细 {items} 项{feeLists.length > 1 && ` · ${feeLists.length} 份清单`} ·{' '}
      {unstated === 0 ? '与清单合计一致' : '清单没有写合计，未核对'}
      <span className={css['soft']} title={feeLists.map(({ fileName }) => fileName).join('、')}>
        {feeLists.at(-1)?.fileName}
      </span>
    </p>
  );
}
