import type { PaperName } from '../../shared/contract/documents/paper.ts';
import { type CostOfClass, costClassTitles } from '../../shared/contract/stays.ts';
import { type Fen, formatYuan, sumFen } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';

const columns = [
  ['totalFen', '金额'],
  ['classAFen', '甲类'],
  ['classBFen', '乙类'],
  ['classCFen', '丙类'],
  ['inScopeFen', '政策范围内'],
] as const satisfies readonly (readonly [keyof CostOfClass, string])[];

/** Cost by class: every class in a table on the large paper, the sums on the small one. */
export function CostByClass({ rows, paper }: { rows: readonly CostOfClass[]; paper: PaperName }) {
  const sums = columns.map(([column, title]) => ({
    title,
    amountFen: sumFen(rows.map((row) => row[column])),
  }));
  return (
    <section>{paper === 'A4' ? <Table rows={rows} sums={sums} /> : <Sums rows={rows} sums={sums} />}</section>
  );
}

interface CostProps {
  readonly rows: readonly CostOfClass[];
  readonly sums: readonly { readonly title: string; readonly amountFen: Fen }[];
}

function Sums({ rows, sums }: CostProps) {
  return (
    <>
      <Facts>
        {rows
          .filter(({ totalFen }) => totalFen !== 0)
          .map(({ costClass, totalFen }) => (
            <Fact key={costClass} name={costClassTitles[costClass]}>
              {formatYuan(totalFen)}
            </Fact>
          ))}
      </Facts>
      <Facts>
        {sums.map(({ title, amountFen }) => (
          <Fact key={title} name={title === '金额' ? '费用合计' : title}>
            <b>{formatYuan(amountFen)}</b>
          </Fact>
        ))}
      </Facts>
    </>
  );
}

function Table({ rows, sums }: CostProps) {
  return (
    <table className="amounts">
      <thead>
        <tr>
          <th>费用类别（元）</th>
          {columns.map(([column, title]) => (
            <th key={column}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.costClass}
            title={costClassTitles[row.costClass]}
            amounts={columns.map(([column]) => row[column])}
          />
        ))}
        <Row title="合计" amounts={sums.map(({ amountFen }) => amountFen)} isSum />
      </tbody>
    </table>
  );
}

function Row({ title, amounts, isSum = false }: { title: string; amounts: readonly Fen[]; isSum?: boolean }) {
  return (
    <tr className={isSum ? 'sum' : undefined}>
      <th>{title}</th>
      {amounts.map((amountFen, index) => (
        <td key={columns[index]?.[0]}>{formatYuan(amountFen)}</td>
      ))}
    </tr>
  );
}
