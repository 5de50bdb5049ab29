import {
  dimensionTitles,
  type Figure,
  type ReportRow,
  type ReportSums,
  type ReportTable,
} from '../../shared/contract/reports.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import css from './reports.module.css';
import { actualShare, formatShareOf, shareOf } from './words.ts';

interface StatisticsTableProps {
  readonly table: ReportTable;
  readonly total: ReportSums;
  readonly onOpen: (title: string, figure: Figure) => void;
}

/** One table with its sum as the last row; Enter opens the settlements behind a row. */
export function StatisticsTable({ table, total, onOpen }: StatisticsTableProps) {
  const { dimension } = table;
  const ofPayer = dimension === 'payer';
  const sum: ReportRow = {
    keyId: allKeyId,
    title: '合计',
    sums: ofPayer ? { ...total, paidFen: total.totalFen } : total,
  };
  const rows = [...table.rows, sum];
  const columns = ofPayer ? payerColumns(total) : sumColumns(dimensionTitles[dimension]);
  return (
    <>
      <LongTable
        key={dimension}
        label={`按${dimensionTitles[dimension]}统计`}
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ keyId, title }) =>
          onOpen(title, keyId === allKeyId ? { of: 'all' } : { of: 'key', keyId })
        }
        height="calc(100vh - 24.5rem)"
        empty="这段时间没有结算。"
      />
      <p className={css['soft']}>
        金额单位：元。撤销记在办理当日，按负数统计。
        <KeyHint of="↑↓" /> 选一行，
        <KeyHint of="Enter" /> 看是哪些结算
      </p>
    </>
  );
}

const allKeyId = -1;

function titleCell({ keyId, title }: ReportRow) {
  return keyId === allKeyId ? <b>{title}</b> : title;
}

const amounts = [
  ['totalFen', '总费用'],
  ['inScopeFen', '政策范围内'],
  ['inScopePaidFen', '三项医保'],
  ['paidFen', '各方支付'],
  ['personalFen', '个人负担'],
] as const;

function sumColumns(head: string): LongColumn<ReportRow>[] {
  return [
    { title: head, width: 'minmax(11rem, 1fr)', cell: titleCell },
    { title: '人次', width: '4.5rem', align: 'right', cell: ({ sums }) => sums.count },
    ...amounts.map(([part, title]): LongColumn<ReportRow> => ({
      title,
      width: '8.3rem',
      align: 'right',
      cell: ({ sums }) => formatYuan(sums[part]),
    })),
    {
      title: '实际报销',
      width: '5.2rem',
      align: 'right',
      cell: ({ sums }) => formatShareOf(actualShare(sums)),
    },
    {
      title: '目录外',
      width: '4.6rem',
      align: 'right',
      cell: ({ sums }) => formatShareOf(shareOf(sums.ownExpenseFen + sums.overLimitFen, sums.totalFen)),
    },
  ];
}

function payerColumns({ totalFen }: ReportSums): LongColumn<ReportRow>[] {
  return [
    { title: dimensionTitles.payer, width: 'minmax(14rem, 1fr)', cell: titleCell },
    { title: '人次', width: '6rem', align: 'right', cell: ({ sums }) => sums.count },
    { title: '支付金额', width: '12rem', align: 'right', cell: ({ sums }) => formatYuan(sums.paidFen) },
    {
      title: '占总费用',
      width: '8rem',
      align: 'right',
      cell: ({ sums }) => formatShareOf(shareOf(sums.paidFen, totalFen)),
    },
  ];
}
