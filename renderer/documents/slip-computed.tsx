import type { Layer, SettlementRecord } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { formulaOf } from '../settlement/formula.ts';
import { formatShare, sharesOf } from '../settlement/shares.ts';
import { costPartTitles } from '../settlement/titles.ts';

/** How it was computed: the parts of the cost, then each layer with its base, ratio and clause. */
export function Computed({ settlement, explains }: { settlement: SettlementRecord; explains: boolean }) {
  const shares = sharesOf(settlement);
  return (
    <section>
      <h2>怎样计算 · {settlement.packTitle}</h2>
      <p className="parts">
        总费用 {formatYuan(settlement.cost.totalFen)}
        {costPartTitles.map(([part, title], position) => (
          <span key={part}>
            &nbsp;{position === 0 ? '=' : '+'} {title} {formatYuan(settlement.cost[part])}
          </span>
        ))}
        ；<span>起付线 {formatYuan(settlement.deductibleFen)}</span>
      </p>
      <table className="layers">
        <thead>
          <tr>
            <th className="payer">支付方</th>
            <th className="number">计算基数</th>
            <th>算法</th>
            <th className="clause">条款</th>
            <th className="number">支付（元）</th>
          </tr>
        </thead>
        <tbody>
          {settlement.layers.length === 0 && (
            <tr>
              <td colSpan={5}>没有任何一方支付。</td>
            </tr>
          )}
          {settlement.layers.map((layer) => (
            <LayerRows key={`${layer.layer} ${layer.kind}`} layer={layer} explains={explains} />
          ))}
        </tbody>
      </table>
      <p className="parts">
        政策内报销 {formatShare(shares.inScopeTenths)}　实际报销 {formatShare(shares.actualTenths)}　目录外{' '}
        {formatShare(shares.outOfCatalogueTenths)}
      </p>
    </section>
  );
}

function LayerRows({ layer, explains }: { layer: Layer; explains: boolean }) {
  return (
    <>
      <tr>
        <td>{layer.title}</td>
        <td className="number">{formatYuan(layer.baseFen)}</td>
        {/* Why a layer paid nothing is what its sentences say. */}
        <td>{explains && layer.payFen === 0 ? '' : formulaOf(layer)}</td>
        <td>{layer.clause}</td>
        <td className="number">{formatYuan(layer.payFen)}</td>
      </tr>
      {explains && layer.sentences.length > 0 && (
        <tr className="sentences">
          <td colSpan={5}>{layer.sentences.join(' ')}</td>
        </tr>
      )}
    </>
  );
}
