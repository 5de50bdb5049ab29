import type { FeeReview } from '../../shared/contract/fees.ts';
import { costClassTitles, type Stay } from '../../shared/contract/stays.ts';
import { fen } from '../../shared/money/fen.ts';
import { Amount } from '../components/amount.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatShare, outOfCatalogueLimitTenths, sharesOf } from '../settlement/shares.ts';
import css from './fees.module.css';
import { catalogueClassTitles, termsInWords } from './words.ts';

const height = '48vh';

const ofItem = [
  { title: '编码', width: '8rem', cell: ({ code }: { code: string }) => code },
  {
    title: '项目',
    width: 'minmax(13rem, 1fr)',
    cell: ({ name }: { name: string }) => <span title={name}>{name}</span>,
  },
] as const;
const count = {
  title: '行数',
  width: '4rem',
  align: 'right',
  cell: ({ itemCount }: { itemCount: number }) => itemCount,
} as const;

const unmatchedColumns: readonly LongColumn<FeeReview['unmatched'][number]>[] = [
  ...ofItem,
  { title: '清单等级', width: '6rem', cell: ({ catalogueClass }) => catalogueClassTitles[catalogueClass] },
  count,
  { title: '金额', width: '8rem', align: 'right', cell: ({ amountFen }) => <Amount fen={amountFen} /> },
];

/** What the catalogue does not know: work of the information office, counted here. */
export function UnmatchedView({ review }: { review: FeeReview }) {
  const { unmatched, catalogue } = review;
  if (catalogue === null) {
    return (
      <p className={css['teach']}>还没有医保目录，等级以费用清单为准。请信息科在“管理 › 目录”导入目录。</p>
    );
  }
  return (
    <>
      <p className={css['teach']}>
        这些项目目录里没有相同编码，也没有人对照过，等级以费用清单为准。请信息科在“管理 › 目录”里对照。
      </p>
      <Rows label="未匹配" columns={unmatchedColumns} rows={unmatched} empty="每个项目都在目录里找到了。" />
    </>
  );
}

const differenceColumns: readonly LongColumn<FeeReview['differences'][number]>[] = [
  ...ofItem,
  count,
  { title: '金额', width: '7rem', align: 'right', cell: ({ amountFen }) => <Amount fen={amountFen} /> },
  {
    title: '清单说',
    width: '11rem',
    cell: (row) => <Counted is={row.counted === 'fee_list'}>{termsInWords(row.listed)}</Counted>,
  },
  {
    title: '目录说',
    width: '11rem',
    cell: (row) => <Counted is={row.counted === 'catalogue'}>{termsInWords(row.catalogue)}</Counted>,
  },
  {
    title: '范围内相差',
    width: '7rem',
    align: 'right',
    cell: ({ listedInScopeFen, catalogueInScopeFen }) => (
      <Amount fen={fen(catalogueInScopeFen - listedInScopeFen)} />
    ),
  },
];

/** The word that counted is marked; the other one is what it would have been. */
function Counted({ is, children }: { is: boolean; children: string }) {
  return is ? <b>{children} ✓</b> : <span className={css['soft']}>{children}</span>;
}

export function DifferencesView({ review }: { review: FeeReview }) {
  return (
    <>
      <p className={css['teach']}>
        清单和目录的等级、比例或限价不同。打 ✓ 的一方算数（信息科在“管理 › 目录”里设定），结算过的不再改变。
      </p>
      <Rows
        label="与目录不同"
        columns={differenceColumns}
        rows={review.differences}
        empty="清单和目录说的一样。"
      />
    </>
  );
}

const outsideColumns: readonly LongColumn<FeeReview['outside'][number]>[] = [
  ...ofItem,
  { title: '类别', width: '5rem', cell: ({ costClass }) => costClassTitles[costClass] },
  count,
  { title: '金额', width: '7rem', align: 'right', cell: ({ amountFen }) => <Amount fen={amountFen} /> },
  {
    title: '全自费',
    width: '7rem',
    align: 'right',
    cell: ({ ownExpenseFen }) => <Amount fen={ownExpenseFen} />,
  },
  {
    title: '超限价',
    width: '7rem',
    align: 'right',
    cell: ({ overLimitFen }) => <Amount fen={overLimitFen} />,
  },
];

/** What stands outside the catalogue, the largest first, beside the control figure. */
export function OutsideView({ review, stay }: { review: FeeReview; stay: Stay }) {
  const share = sharesOf({ cost: stay.cost, layers: [] }).outOfCatalogueTenths;
  const isAbove = (share ?? 0) > outOfCatalogueLimitTenths;
  return (
    <>
      <p className={isAbove ? css['warn'] : css['teach']}>
        目录外 {formatShare(share)}（控制线 10%{isAbove ? '，已超过' : ''}） ·{' '}
        <Amount fen={fen(stay.cost.ownExpenseFen + stay.cost.overLimitFen)} /> 元，占总费用{' '}
        <Amount fen={stay.cost.totalFen} /> 元
      </p>
      <Rows label="目录外" columns={outsideColumns} rows={review.outside} empty="没有目录外的费用。" />
    </>
  );
}

const returnColumns: readonly LongColumn<FeeReview['returns'][number]>[] = [
  { title: '退费日期', width: '7rem', cell: ({ returned }) => returned.chargedOn },
  {
    title: '项目',
    width: 'minmax(13rem, 1fr)',
    cell: ({ returned }) => <span title={returned.code}>{returned.name}</span>,
  },
  { title: '单价', width: '6rem', align: 'right', cell: ({ returned }) => returned.price },
  { title: '退', width: '5rem', align: 'right', cell: ({ returned }) => returned.quantity },
  {
    title: '金额',
    width: '7rem',
    align: 'right',
    cell: ({ returned }) => <Amount fen={returned.amountFen} />,
  },
  {
    title: '退的是',
    width: 'minmax(16rem, 1fr)',
    cell: ({ charges }) =>
      charges.length === 0
        ? '早先导入，没有对上'
        : charges
            .map(
              ({ chargedOn, quantity, returnedQuantity }) =>
                `${chargedOn} 收 ${quantity}${returnedQuantity === quantity ? '' : `，退其中 ${returnedQuantity}`}`,
            )
            .join('；'),
  },
];

/** Each return beside what it gives back. */
export function ReturnsView({ review }: { review: FeeReview }) {
  return <Rows label="退费" columns={returnColumns} rows={review.returns} empty="没有退费。" />;
}

interface RowsProps<Row> {
  readonly label: string;
  readonly columns: readonly LongColumn<Row>[];
  readonly rows: readonly Row[];
  readonly empty: string;
}

function Rows<Row>({ rows, ...rest }: RowsProps<Row>) {
  return (
    <LongTable autoFocus {...rest} rowCount={rows.length} rowAt={(index) => rows[index]} height={height} />
  );
}
