import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { EntitlementBoard } from '../../../shared/contract/documents/entitlement.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import {
  eligibilityCategories,
  type EligibilityCategory,
  eligibilityTitles,
} from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { policyOfAct, readAct } from '../policy/in-force.ts';
import {
  boardSampleFen,
  endingLayers,
  isTreatedFirst,
  type SampleHospital,
  sampleHospitals,
  sampleStay,
} from './sample-stays.ts';

/**
 * The board of one act of putting a pack into force, as of its first day, so that it says the same whenever it is printed
 * again. A working age and an empty year stand for everybody. Refuses `policy_act_unknown` and `policy_tampered`.
 */
export function entitlementBoardContent(
  context: ServiceContext,
  inForceId: string,
): Gathered<'entitlement_board'> {
  const act = readAct(context, inForceId);
  if (act === undefined) throw new Refusal('policy_act_unknown', '没有这次政策启用，请刷新后重新选择。');
  const policy = policyOfAct(context, inForceId);
  // The file checks that it is a date.
  const day = act.fromDay as LocalDate;
  const hospital = readHospital(context, today(context));
  const columns = sampleHospitals(hospital);
  return {
    title: '住院报销公示牌',
    number: `GS-${inForceId.slice(-12).toUpperCase()}`,
    personId: null,
    businessDay: today(context),
    content: {
      fromDay: day,
      sampleFen: boardSampleFen,
      columns: columns.map(({ where }) => where),
      rows: rowsOf(policy, day, columns, hospital),
      endingLayers: endingLayers(policy, day),
      policy: { title: policy.title, document: policy.document },
    },
  };
}

/** A row for all who are in the same position, in the order of the list; those whom the pack gives nothing of their own stand with the ordinary. */
function rowsOf(
  policy: Policy,
  day: LocalDate,
  columns: readonly SampleHospital[],
  hospital: Hospital,
): EntitlementBoard['rows'] {
  const rows = new Map<string, EntitlementBoard['rows'][number]>();
  for (const category of eligibilityCategories) {
    const person = { eligibilities: held(category), insured: true, ageYears: boardAgeYears };
    const position = {
      payFen: columns.map(
        (column) =>
          sampleStay(policy, person, column, { day, totalFen: boardSampleFen })?.personalFen ?? null,
      ),
      treatedFirst: isTreatedFirst(policy, person, hospital),
    };
    const key = JSON.stringify(position);
    const row = rows.get(key) ?? { categories: [], ...position };
    row.categories.push(eligibilityTitles[category]);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Of nobody: neither a child nor old. */
const boardAgeYears = 40;

function held(category: EligibilityCategory): EligibilityCategory[] {
  return category === 'ordinary' ? [] : [category];
}
