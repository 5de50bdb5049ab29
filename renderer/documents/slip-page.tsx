import type { PaperName, Slip } from '../../shared/contract/documents.ts';
import { CostByClass } from './slip-cost.tsx';
import { SlipHead, Person, StayLines, EarlierThisYear } from './slip-head.tsx';
import { Computed } from './slip-computed.tsx';
import { PatientPart, PlainWords, Signatures, WhoPays } from './slip-payers.tsx';
import { slipStyle } from './slip-style.ts';

/** The sections of the slip in their order. Head and foot of the outer table repeat on every page. */
export function SlipPage({ slip, paper }: { slip: Slip; paper: PaperName }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>{slip.title}</title>
        <style>{slipStyle(paper)}</style>
      </head>
      <body className={paper}>
        <table className="sheet">
          <thead>
            <tr>
              <td>{slip.practice && <div className="practice">练习医院·非真实单据</div>}</td>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                <SlipHead slip={slip} />
                <Person person={slip.person} />
                <StayLines stay={slip.stay} />
                <EarlierThisYear before={slip.before} layers={slip.settlement.layers} />
                <CostByClass rows={slip.costByClass} paper={paper} />
                <Computed settlement={slip.settlement} explains={paper === 'A4'} />
                <WhoPays settlement={slip.settlement} />
                <PatientPart settlement={slip.settlement} />
                <PlainWords settlement={slip.settlement} />
                <Signatures />
              </td>
            </tr>
          </tbody>
          <tfoot>
            <tr>
              <td>
                <div className="foot">
                  <span>单号 {slip.settlement.slipNumber}</span>
                  {slip.copyNumber > 0 && <b>补打 第{slip.copyNumber}次</b>}
                  <span>政策包校验码 {slip.settlement.packHash.slice(0, 12)}</span>
                </div>
              </td>
            </tr>
          </tfoot>
        </table>
      </body>
    </html>
  );
}
