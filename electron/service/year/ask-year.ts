import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { YearAnswer } from '../../../shared/contract/year.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { identifier, learn } from '../outbox/identifiers.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { readPerson } from '../people/person.ts';
import type { Cumulative } from '../platform/cumulative.ts';
import type { Concerned } from '../platform/exchange.ts';
import type { Outcome, Setback } from '../platform/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import { latestSnapshot, type PersonYear, recordSnapshot } from '../settlements/year-snapshot.ts';
import { readElsewhere, readOurPart } from '../settlements/year-state.ts';
import { addYears, negated } from '../settlements/year-sums.ts';
import { completeYear, isBehind, isSameYear } from './complete.ts';
import { readStanding, type Standing } from './standing.ts';

/** Who said it, on every snapshot that is written here. */
const source = '医保平台';

type Told = Omit<YearAnswer, 'askedAt' | 'knownAsOf'>;

/**
 * Asks the platform what a person's year holds, and puts it down where that teaches something (year-snapshot.ts). Never
 * throws for the platform's sake: whatever goes wrong, the year stays as it was known last, and the answer says why.
 * While one of our own settlements may or may not have arrived, nothing is adopted: what the platform says could count
 * it twice, or not at all. Refuses `person_not_found`, `person_not_identified` and
 * `hospital_not_set_up`.
 */
export async function askYear(
  context: ServiceContext,
  actor: Actor,
  personId: string,
  platform: Platform | undefined,
): Promise<YearAnswer> {
  requireIdentified(context, personId);
  const day = today(context);
  const of = { personId, insurance: readHospital(context, day).insurance, year: yearOf(day) };
  const askedAt = context.clock.now().toISOString();
  const before = readStanding(context, of);
  const asks = platform !== undefined && !before.inDoubt;
  const told = asks
    ? await ask(context, actor, platform, { of, before, askedAt })
    : why(platform === undefined ? 'no_platform' : 'in_doubt');
  const knownAsOf = context.database.open ? (latestSnapshot(context, of)?.asOf ?? null) : null;
  return { ...told, askedAt: asks ? askedAt : null, knownAsOf };
}

const sentences = {
  no_platform: '没有设置医保平台',
  in_doubt: '此人有结算正在上传或等待核对，核对清楚后再采用平台的累计',
  not_reached: '医保平台暂时没有回应',
  not_adopted: '医保平台返回的累计不能采用',
} as const;

function why(
  outcome: keyof typeof sentences,
  sentence: string = sentences[outcome],
  unlistedCount = 0,
): Told {
  return { outcome, sentence, unlistedCount };
}

interface Asked {
  readonly of: PersonYear;
  readonly before: Standing;
  readonly askedAt: string;
}

async function ask(context: ServiceContext, actor: Actor, platform: Platform, asked: Asked): Promise<Told> {
  const { of } = asked;
  const { personId, name, idNumber, region: insuredRegion } = readPerson(context, of.personId);
  const record: Concerned = { insuredRegion, person: { personId, name, idNumber } };
  const number = await personNumber(context, platform, record);
  const said: Outcome<Cumulative> =
    number.outcome === 'accepted'
      ? await platform.cumulative({ ...of, record, personNumber: number.value })
      : number;
  // The hospital was closed meanwhile.
  if (!context.database.open) return why('not_reached');
  if (said.outcome !== 'accepted') return notTold(said);
  try {
    return inTransaction(context.database, () => adopt(context, actor, asked, said.value));
  } catch (error) {
    if (error instanceof Refusal) return why('not_adopted', withoutEnd(error.sentence));
    throw error;
  }
}

/** Learnt with the first record of a person, or here: 1101 changes nothing at the platform. */
async function personNumber(
  context: ServiceContext,
  platform: Platform,
  record: Concerned,
): Promise<Setback | { readonly outcome: 'accepted'; readonly value: string }> {
  const { personId } = record.person;
  const known = identifier(context, 'person', personId);
  if (known !== null) return { outcome: 'accepted', value: known };
  const identified = await platform.identify({ record });
  if (identified.outcome !== 'accepted' || !context.database.open) return identified;
  inTransaction(context.database, () => learn(context, 'person', personId, identified.value));
  return identified;
}

function notTold({ outcome, code, reason }: Setback): Told {
  if (code === 'nonsense') return why('not_adopted', '医保平台返回的累计读不懂，没有采用');
  if (outcome === 'rejected') return why('not_adopted', withoutEnd(reason));
  return why('not_reached');
}

/** Inside a transaction, so that nothing of ours moves between the last look and the snapshot. */
function adopt(
  context: ServiceContext,
  actor: Actor,
  { of, before, askedAt }: Asked,
  said: Cumulative,
): Told {
  const { unlistedCount } = said;
  const now = readStanding(context, of);
  if (now.inDoubt || now.accepted.join() !== before.accepted.join()) {
    return why('in_doubt', '询问期间本院有结算上传，稍后再查');
  }
  const ours = readOurPart(context, of, now.accepted);
  if (isBehind(said, ours)) {
    return why('not_adopted', '医保平台的累计还没有算进本院已上传的结算，没有采用', unlistedCount);
  }
  const amounts = completeYear(said, ours);
  const elsewhere = addYears(amounts, negated(ours));
  const latest = latestSnapshot(context, of);
  const isSame = isSameYear(elsewhere, readElsewhere(context, of));
  if (latest === undefined || !isSame) {
    if (latest !== undefined && latest.asOf >= askedAt) {
      return why('not_adopted', '本机时间早于上一次询问的时间，没有采用，请核对本机的日期和时间');
    }
    const contains = now.accepted;
    recordSnapshot(context, actor, { ...of, asOf: askedAt, amounts, contains, source });
  }
  return { outcome: isSame ? 'same' : 'learnt', sentence: '', unlistedCount };
}

function withoutEnd(sentence: string): string {
  return sentence.replace(/。$/, '');
}
