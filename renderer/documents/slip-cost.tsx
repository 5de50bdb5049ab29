import { type CostOfClass, costClassTitles } from '../../shared/contract/stays.ts';
import { type Fen, formatYuan, sumFen } from '../../shared/money/fen.ts';

const columns = [
  ['totalFen', '金额'],
  ['classAFen', '甲类'],
  ['classBFen', '乙类'],
  ['classCFen', '丙类'],
  ['inScopeFen', '政策范围内'],
] as const satisfies readonly (readonly [keyof CostOfClass, string])[];

/** Cost by class. The small paper leaves out classes without any charge. */
export function CostByClass({ rows, showsEmpty }: { rows: readonly CostOfClass[]; showsEmpty: boolean }) {
  const shown = rows.filter((row) => showsEmpty || columns.some(([column]) => row[column] !== 0));
  return (
    <section>
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
          {shown.map((row) => (
            <Row
              key={row.costClass}
              title={costClassTitles[row.costClass]}
              amounts={columns.map(([column]) => row[column])}
            />
          ))}
          <Row
            title="合计"
            amounts={columns.map(([column]) => sumFen(rows.map((row) => row[column])))}
            isSum
          />
        </tbody>
      </table>
    </section>
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
