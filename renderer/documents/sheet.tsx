import type { ReactNode } from 'react';
import type { DocumentEntry, DocumentHead } from '../../shared/contract/documents/document.ts';
import { formatInstant } from '../components/moment.ts';
import { Fact, Facts } from './facts.tsx';
import { sheetStyle } from './sheet-style.ts';

interface SheetProps {
  readonly document: { readonly entry: DocumentEntry; readonly head: DocumentHead };
  /** What this kind adds to the style of every sheet. */
  readonly style?: string;
  /** What this kind says at its head beside hospital, window and time: `Fact`s. */
  readonly headFacts?: ReactNode;
  /** What stands at the right of the foot of every page; else whose print it is and when, so that no sheet of a list goes astray unnamed. */
  readonly footNote?: ReactNode;
  /** The sections, in their order. */
  readonly children: ReactNode;
}

/**
 * The frame of every document: title, number of the copy, hospital, window, clerk and time at its head; number and copy
 * at the foot. Head and foot of the outer table repeat on every page and carry its margins.
 */
export function Sheet({ document, style = '', headFacts, footNote, children }: SheetProps) {
  const { entry, head } = document;
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>{entry.title}</title>
        <style>{sheetStyle(entry.paper) + style}</style>
      </head>
      <body className={entry.paper}>
        <table className="sheet">
          <thead>
            <tr>
              <td>{head.practice && <div className="practice">练习医院·非真实单据</div>}</td>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                <Head entry={entry} head={head} facts={headFacts} />
                {children}
              </td>
            </tr>
          </tbody>
          <tfoot>
            <tr>
              <td>
                <div className="foot">
                  <span>单号 {entry.number}</span>
                  <Copy entry={entry} />
                  <span>{footNote ?? (entry.paper === 'roll' ? null : `打印人 ${printedBy(head)}`)}</span>
                </div>
              </td>
            </tr>
          </tfoot>
        </table>
      </body>
    </html>
  );
}

function Head({ entry, head, facts }: { entry: DocumentEntry; head: DocumentHead; facts: ReactNode }) {
  return (
    <header>
      <h1>
        {entry.title}
        <Copy entry={entry} />
      </h1>
      <Facts>
        <Fact name="医院">
          {head.hospitalName}（{head.hospitalLevel}）
        </Fact>
        <Fact name="窗口">{head.windowName}</Fact>
        {facts}
        <Fact name="打印">{printedBy(head)}</Fact>
        {head.logHead !== null && <Fact name="日志末尾">{head.logHead}</Fact>}
      </Facts>
    </header>
  );
}

/** Account and time. */
function printedBy({ printedByName, printedAt }: DocumentHead): string {
  return `${printedByName} ${formatInstant(printedAt)}`;
}

function Copy({ entry: { copyNumber } }: { entry: DocumentEntry }) {
  return copyNumber === 0 ? null : <b className="copy">补打 第{copyNumber}次</b>;
}
