import type { Contender } from './contender.ts';
import type { Answer, Stay } from './stay.ts';

interface TraceStep {
  readonly layer: string;
  readonly what: string;
  readonly baseFen: number;
  readonly ratioPercent: number;
  readonly amountFen: number;
}

interface Traced extends Answer {
  readonly trace: readonly TraceStep[];
}

const basicPercent = {
  county: [90, 80, 70],
  referred: [90, 80, 70],
  unreferred: [60, 50, 40],
  emergency: [75, 65, 55],
} as const;
const deductibleFen = [20_000, 50_000, 90_000];
const beneficiaries = new Set<string>([
  'registered_poor',
  'subsistence_allowance',
  'special_hardship',
  'orphan',
]);
const bands = [
  { aboveFen: 500_000, upToFen: 3_000_000, percent: 65 },
  { aboveFen: 3_000_000, upToFen: 10_000_000, percent: 70 },
  { aboveFen: 10_000_000, upToFen: Infinity, percent: 80 },
];

/** The ground: this one policy written by hand, whole fen, one function, a trace as data. Knows no other county. */
export const plainLoop: Contender<Traced> = {
  name: 'plain loop in whole fen',
  itemsBy: 'function',
  settle(stay) {
    let [totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen] = [0, 0, 0, 0, 0];
    for (const item of stay.items) {
      totalFen += item.totalFen;
      ownExpenseFen += item.ownExpenseFen;
      overLimitFen += item.overLimitFen;
      preSelfPayFen += item.preSelfPayFen;
      inScopeFen += item.inScopeFen;
    }
    const trace: TraceStep[] = [];
    const entitled = stay.eligibilities.some((category) => beneficiaries.has(category));
    const percent = basicPercent[stay.place][stay.level - 1] ?? 0;
    const above = Math.max(0, inScopeFen - (deductibleFen[stay.level - 1] ?? 0));
    const basicFen = stay.insured ? percentOf(above, percent) : 0;
    trace.push({
      layer: 'basic',
      what: 'ratio',
      baseFen: above,
      ratioPercent: percent,
      amountFen: basicFen,
    });
    const burden = inScopeFen - basicFen;
    const criticalIllnessFen =
      stay.insured && entitled ? criticalIllness(stay.burdenBeforeFen, burden, trace) : 0;
    const rest = burden - criticalIllnessFen;
    const assistanceFen = entitled ? percentOf(rest, 70) : 0;
    trace.push({
      layer: 'assistance',
      what: 'ratio',
      baseFen: rest,
      ratioPercent: 70,
      amountFen: assistanceFen,
    });
    const paidFen = basicFen + criticalIllnessFen + assistanceFen;
    const supplementaryFen = entitled ? supplementary(stay, totalFen, paidFen, trace) : 0;
    const personalFen = totalFen - paidFen - supplementaryFen;
    return {
      totalFen,
      ownExpenseFen,
      overLimitFen,
      preSelfPayFen,
      inScopeFen,
      basicFen,
      criticalIllnessFen,
      assistanceFen,
      supplementaryFen,
      personalFen,
      trace,
    };
  },
  answerOf({ trace, ...answer }) {
    if (trace.length < 4) throw new Error('a layer left no trace');
    return answer;
  },
};

function percentOf(amountFen: number, percent: number): number {
  return Math.floor((amountFen * percent + 50) / 100);
}

function criticalIllness(beforeFen: number, burdenFen: number, trace: TraceStep[]): number {
  let [before, after] = [0, 0];
  for (const { aboveFen, upToFen, percent } of bands) {
    const insideBefore = Math.max(0, Math.min(beforeFen, upToFen) - aboveFen);
    const insideAfter = Math.max(0, Math.min(beforeFen + burdenFen, upToFen) - aboveFen);
    before += insideBefore * percent;
    after += insideAfter * percent;
    if (insideAfter > insideBefore) {
      const inside = insideAfter - insideBefore;
      trace.push({
        layer: 'critical_illness',
        what: 'band',
        baseFen: inside,
        ratioPercent: percent,
        amountFen: 0,
      });
    }
  }
  return Math.floor((after + 50) / 100) - Math.floor((before + 50) / 100);
}

function supplementary(stay: Stay, totalFen: number, paidFen: number, trace: TraceStep[]): number {
  const remaining = totalFen - paidFen;
  const lift = Math.max(0, percentOf(totalFen, 90) - paidFen);
  const bringDown = Math.min(remaining, Math.max(0, stay.personalBeforeFen + remaining - 500_000));
  const wanted = Math.max(lift, bringDown);
  const amountFen = Math.min(wanted, remaining, Math.max(0, 60_000_000 - stay.supplementaryBeforeFen));
  trace.push({
    layer: 'supplementary',
    what: 'lift',
    baseFen: totalFen,
    ratioPercent: 90,
    amountFen: lift,
  });
  trace.push({
    layer: 'supplementary',
    what: 'bring_down',
    baseFen: remaining,
    ratioPercent: 100,
    amountFen,
  });
  return amountFen;
}
