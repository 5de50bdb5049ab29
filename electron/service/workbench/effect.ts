import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Layer } from '../../../shared/contract/settlements.ts';
import type { Effect, Outcome } from '../../../shared/contract/workbench.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { zeroFen } from '../../../shared/money/fen.ts';
import type { Refused } from '../../../shared/policy/cases/run-stays.ts';
import type { Call, ServiceContext } from '../context.ts';
import { factLayer } from '../settlements/fact.ts';
import { layerOf } from '../settlements/layers.ts';
import { readFactLayers, readSettlementRow } from '../settlements/record.ts';
import { compiledWith, openedPack, type Tried, triedPolicy } from './opened-packs.ts';
import { upToSettlement } from './replay/stored-year.ts';
import { YearUnder } from './replay/year-under.ts';
import { runWorkedCases } from './worked-cases.ts';

/**
 * What the options tried do: to the worked cases of the pack, against the pack as it was opened, and to the settlements
 * named, against what was settled. Refuses `pack_not_open`, `policy_options_wrong`, `settlement_unknown`.
 */
export function effectOf(context: ServiceContext, { input }: Call<'workbench.effect'>): Effect[] {
  const opened = openedPack(context, input.openedId);
  compiledWith(opened, input.options);
  return [
    ...input.settlementIds.map((settlementId) => storedEffect(context, input, settlementId)),
    ...runWorkedCases(context, opened, input).map(
      ({ caseIndex, stayIndex, title, before, after }): Effect => {
        const totalFen = costOf(before) ?? costOf(after) ?? zeroFen;
        const key = { kind: 'worked' as const, caseIndex, stayIndex };
        return { key, title, totalFen, before: outcomeOf(before), after: outcomeOf(after) };
      },
    ),
  ];
}

/** Why, layer by layer; null where it cannot be settled. Refuses `case_unknown` and what `effectOf` refuses. */
export function explainEffect(context: ServiceContext, { input }: Call<'workbench.explain'>): Layer[] | null {
  const { key } = input;
  const result =
    key.kind === 'settlement'
      ? settleStored(context, input, key.settlementId)
      : runWorkedCases(context, openedPack(context, input.openedId), input).find(
          ({ caseIndex, stayIndex }) => caseIndex === key.caseIndex && stayIndex === key.stayIndex,
        )?.after;
  if (result === undefined) throw new Refusal('case_unknown', '没有这个例子，请刷新后重新选择。');
  if (!('layers' in result)) return null;
  const explained = { document: result.document, hospitalLevel: result.hospital.level };
  return result.layers.map((layer) => layerOf(factLayer(layer), layer, explained));
}

function storedEffect(context: ServiceContext, tried: Tried, settlementId: string): Effect {
  const row = readSettlementRow(context, settlementId);
  const paid = readFactLayers(context, settlementId).map(({ layer, title, payFen }) => ({
    layer,
    title,
    payFen,
  }));
  return {
    key: { kind: 'settlement', settlementId },
    title: `结算单 ${row.slipNumber}`,
    totalFen: row.totalFen,
    before: { paid, personalFen: row.personalFen, refused: null },
    after: outcomeOf(settleStored(context, tried, settlementId)),
  };
}

/** The settlement as it would have been, its person's earlier ones of the year settled the same way before it. */
function settleStored(
  context: ServiceContext,
  tried: Tried,
  settlementId: string,
): Settlement | PolicyRefusal {
  const year = new YearUnder(triedPolicy(context, tried), 'explanation');
  let last: Settlement | PolicyRefusal | undefined;
  for (const stored of upToSettlement(context.database, settlementId)) last = year.settle(stored);
  if (last === undefined) {
    throw new Refusal('settlement_unknown', '这是一张撤销单或者没有这张结算单，请另选一张。');
  }
  return last;
}

function outcomeOf(result: Settlement | Refused | PolicyRefusal): Outcome {
  if (!('layers' in result)) {
    const code = result instanceof PolicyRefusal ? result.code : result.error;
    return { paid: [], personalFen: zeroFen, refused: { code, sentence: result.sentence } };
  }
  const paid = result.layers.map(({ layer, title, payFen }) => ({ layer, title, payFen }));
  return { paid, personalFen: result.personalFen, refused: null };
}

function costOf(result: Settlement | Refused) {
  return 'layers' in result ? result.cost.totalFen : undefined;
}
