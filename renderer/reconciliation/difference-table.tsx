import { type Difference, differenceCauses, differenceTitles } from '../../shared/contract/reconciliation.ts';
import { sideTitles } from '../../shared/contract/statement.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import css from './reconciliation.module.css';

const either = ({ here, there }: Difference, name: 'slipNumber' | 'number' | 'admissionNumber'): string =>
  here?.[name] ?? there?.[name] ?? '';

const columns: readonly LongColumn<Difference>[] = [
  {
    title: '差异',
    width: '12.5rem',
    cell: ({ side, kind, isNew }) => (
      <>
        {sideTitles[side]} · {differenceTitles[kind]}
        {isNew && <b className={css['look']}> 新</b>}
      </>
    ),
  },
  { title: '单号', width: '8rem', cell: (one) => either(one, 'slipNumber') || either(one, 'number') },
  { title: '住院号', width: '6.5rem', cell: (one) => either(one, 'admissionNumber') },
  { title: '日期', width: '6.5rem', cell: ({ here, there }) => here?.day ?? there?.day ?? '' },
  { title: '窗口（元）', width: '6rem', align: 'right', cell: ({ hereFen }) => formatYuan(hereFen) },
  { title: '对方（元）', width: '6rem', align: 'right', cell: ({ thereFen }) => formatYuan(thereFen) },
  {
    title: '对方减窗口',
    width: '6rem',
    align: 'right',
    cell: ({ hereFen, thereFen }) => formatYuan((thereFen - hereFen) as Fen),
  },
  {
    title: '可能的原因',
    width: 'minmax(8rem, 1fr)',
    cell: ({ cause, actCount }) =>
      `${actCount > 0 ? `已处理 ${actCount} 次。` : ''}${differenceCauses[cause]}`,
  },
];

/** Every difference of a run; Enter opens it. */
export function DifferenceTable({
  differences,
  onOpen,
}: {
  differences: readonly Difference[];
  onOpen: (difference: Difference) => void;
}) {
  return (
    <section className={css['list']}>
      <LongTable
        label="差异"
        columns={columns}
        rowCount={differences.length}
        rowAt={(index) => differences[index]}
        onOpen={onOpen}
        height="100%"
        empty="没有差异，逐笔一致。"
        autoFocus
      />
    </section>
  );
}
