import type { Reckoning } from '../../../shared/contract/outpatient.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { zeroFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { comparedParts, partTitles } from '../outbox/difference.ts';
import { identifier } from '../outbox/identifiers.ts';
import type { RecordOf } from '../outbox/record.ts';
import type { CentreAmounts } from '../platform/answers.ts';
import { clerkLimits } from '../platform/ask-at-times.ts';
import type { KnownNumbers } from '../platform/known-numbers.ts';
import type { Platform } from '../platform/platform.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { factLayer } from '../settlements/fact.ts';
import { statedFigures, stateFigures, type StatedFigures } from '../settlements/stated-figures.ts';
import { type PreparedTrial, prepareTrial } from '../settlements/trial.ts';

const sentences = {
  compared: '',
  not_told: '就诊和费用还没有全部上传，上传后再与医保平台核对',
  no_platform: '没有设置医保平台',
  not_reached: '医保平台暂时没有回应，没有核对',
  refused: '医保平台没有给出试算',
} as const;

function answer(outcome: Reckoning['outcome'], sentence: string = sentences[outcome]): Reckoning {
  return { outcome, sentence };
}

interface VisitAsked {
  readonly stayId: string;
  readonly asOrdinary: boolean;
}

/**
 * Asks the platform for its own trial of a visit (2206) and puts its amounts beside ours, where every further trial
 * compares them. Whatever goes wrong there, the trial stays as it was and the answer says why. Nothing is adopted that was
 * reckoned for other fees or another trial. Refuses `not_a_visit` and what `prepareTrial` refuses.
 */
export async function askReckoning(
  context: ServiceContext,
  actor: Actor,
  asked: VisitAsked,
  platform: Platform | undefined,
): Promise<Reckoning> {
  const trial = prepareTrial(context, asked);
  if (trial.stay.visitType !== 'outpatient') {
    throw new Refusal('not_a_visit', '这不是门诊就诊，医保平台只对门诊给出试算。');
  }
  if (platform === undefined) return answer('no_platform');
  const numbers = numbersOf(context, trial);
  if (numbers === undefined) return answer('not_told');
  const record = recordOf(context, trial);
  const said = await platform.reckonVisit({ record, known: numbers });
  // The hospital was closed meanwhile.
  if (!context.database.open) return answer('not_reached');
  if (said.outcome === 'rejected') return answer('refused', `${sentences.refused}：${said.reason}`);
  if (said.outcome !== 'accepted') return answer('not_reached');
  const now = prepareTrial(context, asked);
  if (now.trialHash !== trial.trialHash) return answer('not_told');
  const figures = figuresOf(record, said.value);
  const known = statedFigures(context, asked.stayId, now.feeListIds).find(
    ({ source }) => source === 'platform',
  );
  if (canonicalJson(known ?? null) !== canonicalJson(figures))
    stateFigures(context, actor, asked.stayId, figures);
  return answer('compared');
}

/** Undefined while something of the visit is still to be told: the platform would reckon with less than we do. */
function numbersOf(
  context: ServiceContext,
  { stay: { stayId }, person }: PreparedTrial,
): KnownNumbers | undefined {
  const open = statement<[string], { found: 1 }>(
    context.database,
    "SELECT 1 AS found FROM outbox WHERE stay_id = ? AND state <> 'done' AND closed_at IS NULL LIMIT 1",
  ).get(stayId);
  const personNumber = identifier(context, 'person', person.personId);
  const stayNumber = identifier(context, 'stay', stayId);
  if (open !== undefined || personNumber === null || stayNumber === null) return undefined;
  return { personNumber, stayNumber, originalNumber: null };
}

/** The trial in the words of a settlement that nobody has made. */
function recordOf(context: ServiceContext, trial: PreparedTrial): RecordOf<'settlement'> {
  const { stay, person, hospital, policy, settlement } = trial;
  const { personId, name, idNumber } = person;
  return {
    kind: 'settlement',
    settlementId: context.newId(),
    interim: false,
    stayId: stay.stayId,
    person: { personId, name, idNumber },
    insurance: hospital.insurance,
    insuredRegion: person.region,
    outpatient: true,
    settledOn: trial.day,
    dischargedOn: stay.dischargedOn,
    slipNumber: '试算',
    packHash: policy.packHash,
    cost: settlement.cost,
    deductibleFen: settlement.deductibleFen,
    layers: settlement.layers.map((layer) => {
      const { clause: _, leftFen: _left, ...kept } = factLayer(layer);
      return kept;
    }),
    personalFen: settlement.personalFen,
    personalAccountFen: zeroFen,
    criticalIllnessBurdenFen: settlement.criticalIllnessBurdenFen,
    personalInScopeFen: settlement.personalInScopeFen,
  };
}

/** Its total, the patient's part and every payer of which both say an amount. */
function figuresOf(record: RecordOf<'settlement'>, centre: CentreAmounts): StatedFigures {
  const layers = comparedParts(record, centre)
    .filter(({ part, oursFen, theirsFen }) => !(part in partTitles) && (oursFen !== 0 || theirsFen !== 0))
    .map(({ part, theirsFen }) => ({ layer: part, payFen: theirsFen }));
  return { source: 'platform', totalFen: centre.cost.totalFen, personalFen: centre.personalFen, layers };
}

const lines = new WeakMap<ServiceContext, () => Platform | undefined>();

/** A line of its own, as for the other questions that a clerk's screen asks. */
export function lineOf(context: ServiceContext): Platform | undefined {
  const line = lines.get(context) ?? platformOfSettings(context, clerkLimits);
  lines.set(context, line);
  return line();
}
