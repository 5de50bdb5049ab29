import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import type { PlatformWord } from '../../../shared/contract/identification.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { learn } from '../outbox/identifiers.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { isValidOn, type Person, readPerson, validEligibilities } from '../people/person.ts';
import { identityTypes, type PlatformIdentity } from '../platform/identity.ts';
import type { Setback } from '../platform/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import { isSameName } from './differences.ts';

/** What is kept of the platform's word on a person: nothing that only it needs, and no number. */
type Said = Omit<PlatformIdentity, 'personNumber' | 'idNumber'>;

/**
 * Asks the platform who a person is and sets its word beside the roster. Changes nothing here but the snapshot: the
 * roster counts, and the clerk sees both with their days. Never throws for the platform's sake. Refuses
 * `person_not_found` and `hospital_not_set_up`.
 */
export async function askIdentity(
  context: ServiceContext,
  actor: Actor,
  personId: string,
  platform: Platform | undefined,
): Promise<PlatformWord> {
  requireIdentified(context, personId);
  const person = readPerson(context, personId);
  const { zone } = readHospital(context, today(context));
  if (platform === undefined) return word(context, person, 'no_platform', '没有设置医保平台');
  const { name, idNumber, region: insuredRegion } = person;
  const question = { paper: 'id_card' as const, number: idNumber, serial: null, name, insuredRegion };
  const answer = await platform.whoIs(question);
  if (!context.database.open) return { outcome: 'not_reached', sentence: '', saidAt: null, differences: [] };
  if (answer.outcome !== 'accepted') return word(context, person, ...notTold(answer));
  const { personNumber, idNumber: theirs, ...said } = answer.value;
  if (theirs !== idNumber) return word(context, person, 'not_told', '医保平台答的是另一个证件号码，没有采用');
  inTransaction(context.database, () => {
    learn(context, 'person', personId, personNumber);
    keepSaid(context, actor, personId, said, zone);
  });
  const { differences, saidAt } = word(context, person, 'same', '');
  return { outcome: differences.length === 0 ? 'same' : 'differs', sentence: '', saidAt, differences };
}

function notTold({ outcome, code, reason }: Setback): ['not_reached' | 'not_told', string] {
  if (outcome === 'rejected') return ['not_told', reason.replace(/。$/, '')];
  if (code === 'nonsense') return ['not_told', '医保平台返回的人员信息读不懂，没有采用'];
  return ['not_reached', '医保平台暂时没有回应'];
}

/** What the platform said last, beside the roster of today. */
function word(
  context: ServiceContext,
  person: Person,
  outcome: PlatformWord['outcome'],
  sentence: string,
): PlatformWord {
  const last = lastSaid(context, person.personId);
  return {
    outcome,
    sentence,
    saidAt: last?.saidAt ?? null,
    differences: last === undefined ? [] : differencesTo(last.said, person, today(context)),
  };
}

function lastSaid(context: ServiceContext, personId: string) {
  const row = statement<[string], { said: string; saidAt: string }>(
    context.database,
    'SELECT said, said_at AS saidAt FROM platform_identity WHERE person_id = ? ORDER BY rowid DESC LIMIT 1',
  ).get(personId);
  return row === undefined ? undefined : { said: JSON.parse(row.said) as Said, saidAt: row.saidAt };
}

/** A snapshot where the word is another than before, and one each day on which it was asked for. */
function keepSaid(context: ServiceContext, actor: Actor, personId: string, said: Said, zone: string): void {
  const now = context.clock.now().toISOString();
  const last = lastSaid(context, personId);
  const isKnown =
    last !== undefined &&
    canonicalJson(last.said) === canonicalJson({ ...said }) &&
    localDateOf(last.saidAt, zone) === localDateOf(now, zone);
  if (isKnown) return;
  statement<unknown[]>(
    context.database,
    'INSERT INTO platform_identity (id, person_id, said, said_at, recorded_by) VALUES (?, ?, ?, ?, ?)',
  ).run(context.newId(), personId, canonicalJson({ ...said }), now, actor.accountId);
}

const stateTitles = { normal: '正常参保', suspended: '暂停参保', none: '未参保' } as const;
const sexWords = { male: '男', female: '女' } as const;

/** Only what the platform says: what it leaves out is no difference. */
function differencesTo(said: Said, person: Person, day: LocalDate): PlatformWord['differences'] {
  const differences: PlatformWord['differences'] = [];
  const add = (what: PlatformWord['differences'][number]['what'], atPlatform: string, known: string): void =>
    void differences.push({ what, atPlatform, known });
  if (!isSameName(said.name, person.name)) add('name', said.name, person.name);
  if (said.birthDate !== null && said.birthDate !== person.birthDate) {
    add('birth_date', said.birthDate, person.birthDate);
  }
  if (said.sex !== null && said.sex !== person.sex) add('sex', sexWords[said.sex], sexWords[person.sex]);
  if (said.insuranceState !== null && said.insuranceState !== person.insuranceState) {
    add('insurance_state', stateTitles[said.insuranceState], stateTitles[person.insuranceState]);
  }
  if (said.region !== null && said.region !== person.region) add('region', said.region, person.region);
  const theirs = titlesOn(
    said.eligibilities.filter((one) => isValidOn({ ...one, source: '', region: '' }, day)),
  );
  const ours = titlesOn(
    validEligibilities(person, day)
      .valid.filter((category) => Object.values(identityTypes).includes(category))
      .map((category) => ({ category })),
  );
  if (said.eligibilities.length > 0 && theirs !== ours) add('eligibilities', theirs || '无', ours || '无');
  return differences;
}

function titlesOn(eligibilities: readonly Pick<Said['eligibilities'][number], 'category'>[]): string {
  const titles = eligibilities.map(({ category }) => eligibilityTitles[category]);
  return [...new Set(titles)].toSorted().join('、');
}
