import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, YearState } from '../../../shared/engine/claim.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { zeroFen } from '../../../shared/money/fen.ts';
import type { Contender } from './contender.ts';
import { type Stay, suixianPolicy } from './stay.ts';

/** The engine of this project: the compiled pack, with the steps of every layer as data and no explanation text. */
export function ourEngine(stays: readonly Stay[]): Contender<Settlement> {
  const policy = suixianPolicy();
  const known = new Map(stays.map((stay) => [stay, { claim: claimOf(stay), year: yearOf(stay) }]));
  return {
    name: 'our engine, compiled pack',
    itemsBy: 'function',
    settle(stay) {
      const prepared = known.get(stay);
      if (prepared === undefined) throw new Error('a stay that was not prepared');
      return settle(policy, { ...prepared.claim, cost: sumItems(stay.items) }, prepared.year);
    },
    answerOf({ cost, layers, personalFen }) {
      const paid = (layer: string): number => layers.find((one) => one.layer === layer)?.payFen ?? 0;
      return {
        ...cost,
        basicFen: paid('basic_insurance'),
        criticalIllnessFen: paid('critical_illness'),
        assistanceFen: paid('medical_assistance'),
        supplementaryFen: paid('supplementary'),
        personalFen,
      };
    },
  };
}

function claimOf({ level, place, insured, eligibilities }: Stay): Omit<Claim, 'cost'> {
  return {
    settledOn: '2020-03-10' as LocalDate,
    admittedOn: '2020-03-01' as LocalDate,
    place,
    hospital: { level, countyLevel: level === 2 },
    person: { eligibilities, insured, ageYears: 61, diseases: ['C15.9'] },
    approvedFen: {},
  };
}

function yearOf({ burdenBeforeFen, personalBeforeFen, supplementaryBeforeFen }: Stay): YearState {
  return {
    criticalIllnessBurdenFen: burdenBeforeFen,
    personalFen: personalBeforeFen,
    personalInScopeFen: zeroFen,
    deductibleFen: zeroFen,
    stays: 1,
    paidFen: { supplementary: supplementaryBeforeFen },
  };
}
