import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { PublicBoard } from '../../shared/contract/public-board.ts';
import { bandWords, boardNotes, villageWords } from './board-words.ts';
import { Fact } from './facts.tsx';
import { Sheet } from './sheet.tsx';

/** Read from a step away. */
const boardStyle = () => `
header h1 { font-size: 22pt }
.board { padding: 2mm 0; font-size: 13pt; line-height: 1.35 }
.board table { margin: 1mm 0 }
.board thead { display: table-header-group }
.board th, .board td { padding: 1mm 2mm; border: 0.3mm solid #000; text-align: left }
.board td.township { width: 34mm; font-weight: bold; overflow-wrap: anywhere }
.board td.count { width: 34mm; text-align: right; white-space: nowrap }
.board th.count { text-align: right }
.board .sum td { font-weight: bold }
.board .village { display: inline-block; max-width: 100%; margin-right: 3mm }
.board .note { font-size: 11pt }
`;

/** How many the roster names, village by village, and how many of them were settled here: in bands, and nobody by name. */
export function PublicBoardPage({ document }: { document: DocumentOf<'public_board'> }) {
  const { townships, total, year, rosterDay } = document.content;
  return (
    <Sheet
      document={document}
      style={boardStyle()}
      headFacts={
        <Fact name="名册">
          {rosterDay}；结算为 {year} 年
        </Fact>
      }
    >
      <section className="board">
        <table>
          <thead>
            <tr>
              <th>乡镇</th>
              <th className="count">在本院结算过的人</th>
              <th className="count">各村起数合计</th>
              <th>各村在册人数</th>
            </tr>
          </thead>
          <tbody>
            {townships.map((one) => (
              <tr key={one.region + one.township}>
                <td className="township">{one.township}</td>
                <td className="count">{bandWords(one.treatedFrom)}</td>
                <td className="count">{one.peopleFrom}</td>
                <td>
                  <Villages of={one} />
                </td>
              </tr>
            ))}
            <tr className="sum">
              <td>合计</td>
              <td className="count">{total.treatedFrom || '—'}</td>
              <td className="count">{total.peopleFrom}</td>
              <td />
            </tr>
          </tbody>
        </table>
        {boardNotes.map((note) => (
          <p key={note} className="note">
            {note}
          </p>
        ))}
      </section>
    </Sheet>
  );
}

/** A name is not torn from its number. */
function Villages({ of }: { of: PublicBoard['townships'][number] }) {
  return villageWords(of).map((words) => (
    <span key={words} className="village">
      {words}
    </span>
  ));
}
