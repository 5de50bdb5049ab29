import type { ReactNode } from 'react';

/** For tables of several sheets that lie on their side: rows of one height, so that it is known how many fit. */
export const numberedSheetsStyle = `
.list { table-layout: fixed; font-size: 9pt; line-height: 1.2 }
.list :is(th, td) { padding: 0.4mm 0.8mm; border: 0.2mm solid #000; text-align: left; font-weight: normal; vertical-align: middle }
.list thead { display: table-header-group }
.list thead th, .list tr.sum td { font-weight: bold }
.list thead th { text-align: center }
.list .clamp { display: -webkit-box; max-height: 7.8mm; overflow: hidden; overflow-wrap: anywhere; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }
.list .one { display: block; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
.later { break-before: page }
.page { display: flex; justify-content: space-between; padding: 1mm 0; font-size: 9pt }
`;

interface NumberedSheetsProps<Row> {
  readonly rows: readonly Row[];
  readonly rowsOfSheet: number;
  /** Stands above the table of every sheet after the first. */
  readonly title: string;
  /** Stands there on the first sheet. */
  readonly first?: string;
  /** The table of one sheet; `before` are the rows of the sheets before it. */
  readonly children: (rows: readonly Row[], isLast: boolean, before: readonly Row[]) => ReactNode;
}

/** Rows on as many sheets as they need, each with its number: 第 1 页，共 3 页. */
export function NumberedSheets<Row>(props: NumberedSheetsProps<Row>) {
  const { rows, rowsOfSheet, title, first = '金额单位：元', children } = props;
  const count = Math.max(1, Math.ceil(rows.length / rowsOfSheet));
  return Array.from({ length: count }, (_, index) => {
    const from = index * rowsOfSheet;
    return (
      <div key={index} className={index === 0 ? undefined : 'later'}>
        <div className="page">
          <span>{index === 0 ? first : title}</span>
          <span>
            第 {index + 1} 页，共 {count} 页
          </span>
        </div>
        {children(rows.slice(from, from + rowsOfSheet), index === count - 1, rows.slice(0, from))}
      </div>
    );
  });
}
