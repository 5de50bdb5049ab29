import { type PaperName, paperSizes } from '../../shared/contract/documents/paper.ts';
import { sheetStyle } from './sheet-style.ts';

/** Shows whether paper, margins, sizes and characters come out as they should. Nothing of anybody stands on it. */
export function TestPage({ paper, printedAt }: { paper: PaperName; printedAt: string }) {
  const { title, widthMm, heightMm } = paperSizes[paper];
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>打印测试页</title>
        <style>{sheetStyle(paper) + style}</style>
      </head>
      <body className={paper}>
        <table className="sheet">
          <tbody>
            <tr>
              <td>
                <h1>打印测试页</h1>
                <div className="frame">
                  <p>
                    纸张：{title}（{widthMm} × {heightMm ?? '不定'} 毫米） 打印：{printedAt}
                  </p>
                  <p>这个框应当四边完整，左右一样宽。下面的横线应当正好 50 毫米长：</p>
                  <div className="ruler" />
                  <p className="nine">九磅：随县人民医院 0123456789.00 零壹贰叁肆伍陆柒捌玖</p>
                  <p className="twenty">¥1,234.50</p>
                  <p>
                    生僻字：<b>䶮 𠮷 㛃 堃 喆</b> 阿卜杜热西提·买买提江
                  </p>
                  <p>有字变成方框，请信息科装一套含生僻字的字体。</p>
                </div>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

const style = `
.sheet > tbody > tr > td { padding-top: 6mm; padding-bottom: 6mm }
.frame { padding: 3mm; border: 0.3mm solid #000 }
.frame p { padding: 1mm 0 }
.ruler { width: 50mm; height: 2mm; border: 0.3mm solid #000; border-top: 0 }
.nine { font-size: 9pt }
.twenty { font-size: 20pt }
`;
