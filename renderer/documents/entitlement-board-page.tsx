import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { saidPay, sampleNote, saidYuan, whatToBring } from './entitlement-words.ts';
import { Sheet } from './sheet.tsx';

/** Hung on a wall, perhaps enlarged to A3: nothing smaller than 12 pt but head and foot, and all on one sheet. */
const boardStyle = (rowCount: number) => `
header h1 { font-size: ${rowCount > 5 ? 20 : 26}pt }
.board { padding: 2mm 0; font-size: ${rowCount > 5 ? 14 : 17}pt; line-height: 1.35 }
.board h2 { font-size: ${rowCount > 5 ? 17 : 22}pt }
.board table { margin: 1.5mm 0 }
.board th, .board td { padding: ${rowCount > 5 ? 0.3 : 2}mm 2mm; border: 0.3mm solid #000; text-align: left }
.board th small { display: block; font-size: 12pt; font-weight: normal }
.board .pay { text-align: right; white-space: nowrap }
.board td.pay { font-size: ${rowCount > 5 ? 16 : 20}pt; font-weight: bold }
.board th.who { width: 34% }
.board .note { font-size: 12pt }
`;

/** The 明白卡 of nobody in particular, for the waiting room: a row for each group of people, a column a kind of hospital. */
export function EntitlementBoardPage({ document }: { document: DocumentOf<'entitlement_board'> }) {
  const { content, head } = document;
  const { columns, rows, endingLayers, policy } = content;
  return (
    <Sheet document={document} style={boardStyle(rows.length)}>
      <section className="board">
        <h2>住院花 {saidYuan(content.sampleFen)}，您自己付多少</h2>
        <table>
          <thead>
            <tr>
              <th className="who">您的身份</th>
              {columns.map(({ title, isHere }) => (
                <th key={title}>
                  {title}
                  {isHere && <small>本院</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ categories, payFen, treatedFirst }) => (
              <tr key={categories.join()}>
                <td>
                  {categories.join('、')}
                  {treatedFirst && <b>（住本院不交押金）</b>}
                </td>
                {payFen.map((pay, index) => (
                  <td key={columns[index]?.title} className="pay">
                    {saidPay(pay)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="note">这是今年第一次住院的数。{sampleNote}</p>
        {endingLayers.map(({ title, until }) => (
          <p key={title}>
            {title}到 {until} 为止，以后要付的会变多。
          </p>
        ))}
      </section>
      <section className="board">
        <p>
          <b>住院带：</b>
          {whatToBring.join('；')}。
        </p>
        <p>
          <b>想知道自己的：</b>带身份证到 {head.windowName}，打一张写着您名字的“明白卡”，不要钱。
        </p>
        <p className="note">
          按 {policy.title}（{policy.document}）写成，自 {content.fromDay} 起。
        </p>
      </section>
    </Sheet>
  );
}
