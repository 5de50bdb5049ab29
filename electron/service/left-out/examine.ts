import type { LeftOutCase, LeftOutFound } from '../../../shared/contract/left-out.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { layerChanges, sumOfChanges, changeOf } from '../corrections/changes.ts';
import { type MadeSettlement, readMade, recompute, type Recomputed } from '../corrections/late-knowledge.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import type { Place, SearchPortion } from '../nightly-search/order.ts';
import { type Person, readPerson } from '../people/person.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import type { PersonYear } from '../settlements/year-snapshot.ts';
import { readElsewhere } from '../settlements/year-state.ts';
import { diagnosesOf, readStayRow } from '../stays/stay.ts';
import { isAsFound, isStanding } from './standing.ts';

export interface FoundCase {
  readonly insuredYearId: number;
  readonly settlementId: string;
  readonly cause: LeftOutCase['cause'];
  /** The same for the same settlement and the same knowledge. */
  readonly foundHash: string;
  readonly found: LeftOutFound;
}

/** Of these persons. */
export interface Portion extends SearchPortion {
  readonly entitledCount: number;
  readonly refusedCount: number;
  readonly cases: readonly FoundCase[];
}

/** So many at once: what one transaction of the service then writes. */
export const personsInPortion = 200;

/** The next persons in the order of their numbers. A pure reading. */
export function examinePortion(context: ServiceContext, { firstYear, lastYear, after }: Place): Portion {
  const years = statement<object, PersonYear & { readonly id: number }>(
    context.database,
    `SELECT id, person_id AS personId, insurance, year FROM insured_year
     WHERE id > @after AND year BETWEEN @firstYear AND @lastYear ORDER BY id LIMIT ${personsInPortion}`,
  ).all({ firstYear, lastYear, after });
  const examined = years.map((one) => examinePerson(context, one));
  return {
    upTo: years.at(-1)?.id ?? after,
    isLast: years.length < personsInPortion,
    examinedCount: examined.filter(({ isSettled }) => isSettled).length,
    entitledCount: examined.filter(({ isEntitled }) => isEntitled).length,
    refusedCount: examined.reduce((sum, { refusedCount }) => sum + refusedCount, 0),
    cases: examined.flatMap(({ cases }) => cases),
  };
}

interface Examined {
  readonly isSettled: boolean;
  readonly isEntitled: boolean;
  readonly refusedCount: number;
  readonly cases: readonly FoundCase[];
}

/** What is known now of a settlement beside what it was made with. */
interface Known {
  readonly one: MadeSettlement;
  readonly eligibilities: readonly EligibilityCategory[];
  readonly diseases: readonly string[];
  /** As it was settled or as the newest roster says: it gives no date, so that somebody has to look since when. */
  readonly insured: boolean;
  /** Something is known now that gives rights; what was taken away gives none. */
  readonly isMore: boolean;
}

/**
 * One person's year: computed twice over the same year of other hospitals, with what was known then and with what is known
 * now, so that what happened elsewhere meanwhile is no omission of ours. Left out is who would pay less of a settlement for
 * which an eligibility, a diagnosis or being insured became known.
 */
function examinePerson(context: ServiceContext, of: PersonYear & { readonly id: number }): Examined {
  const made = readMade(context, of);
  const person = readPerson(context, of.personId);
  const known = made.map((one) => knownOf(context, one, person));
  const isAwaited = awaitsSettlingAnew(context, of.id);
  const isSettled = made.length > 0 || isAwaited;
  const isEntitled = isAwaited || known.some(({ eligibilities }) => eligibilities.length > 0);
  if (!known.some(({ isMore }) => isMore)) return { isSettled, isEntitled, refusedCount: 0, cases: [] };

  const elsewhere = readElsewhere(context, of);
  const then = recompute(context, made, elsewhere, (claim) => claim.person.eligibilities);
  const eligibilitiesNow = new Map(known.map(({ one, eligibilities }) => [one.row.settledOn, eligibilities]));
  const now = recompute(
    context,
    known.map(claimNow),
    elsewhere,
    ({ settledOn }) => eligibilitiesNow.get(settledOn) ?? [],
  );
  const compared = known.map((knows, index) => compare(knows, then[index], now[index]));
  const gained = compared.flatMap(({ gain }) => (gain === undefined ? [] : [gain]));
  const refusedCount = compared.filter(({ isRefused }) => isRefused).length;
  const cases = gained.length === 0 ? [] : [caseOf(of.id, gained)];
  return { isSettled, isEntitled: isEntitled || cases.length > 0, refusedCount, cases };
}

/** Somebody who was found and reversed and has no settlement again: still counted, though there is nothing to compute. */
function awaitsSettlingAnew({ database }: ServiceContext, insuredYearId: number): boolean {
  const row = statement<[number], { found: 1 }>(
    database,
    `SELECT 1 AS found FROM left_out_case AS one
     WHERE insured_year_id = ? AND ${isStanding('one')} AND NOT ${isAsFound('one')} LIMIT 1`,
  ).get(insuredYearId);
  return row !== undefined;
}

function knownOf(context: ServiceContext, one: MadeSettlement, person: Person): Known {
  const eligibilities = countingEligibilities(person, one.row.settledOn);
  const before = new Set(one.claim.person.eligibilities);
  const insured = one.claim.person.insured || person.insuranceState === 'normal';
  const diseases = diagnosesOf(readStayRow(context, one.row.stayId)).map(({ code }) => code);
  const isMore =
    eligibilities.some((each) => !before.has(each)) ||
    diseases.some((code) => !one.claim.person.diseases.includes(code)) ||
    insured !== one.claim.person.insured;
  return { one, eligibilities, diseases, insured, isMore };
}

/** All but the eligibilities, which count by the day. */
function claimNow({ one, diseases, insured }: Known): MadeSettlement {
  return { ...one, claim: { ...one.claim, person: { ...one.claim.person, diseases, insured } } };
}

interface Gain extends Known {
  readonly layers: ReturnType<typeof layerChanges>;
  readonly personal: ReturnType<typeof changeOf>;
}

function compare(
  known: Known,
  then: Recomputed | undefined,
  now: Recomputed | undefined,
): { readonly isRefused: boolean; readonly gain?: Gain } {
  if (then === undefined || now === undefined) throw new Error('a settlement was not computed again');
  if (!known.isMore) return { isRefused: false };
  if (then.now instanceof PolicyRefusal || now.now instanceof PolicyRefusal) return { isRefused: true };
  const personal = changeOf(then.now.personalFen, now.now.personalFen);
  if (personal.differenceFen >= 0) return { isRefused: false };
  return {
    isRefused: false,
    gain: { ...known, layers: layerChanges(then.now.layers, now.now.layers), personal },
  };
}

function caseOf(insuredYearId: number, gained: readonly Gain[]): FoundCase {
  const [first] = gained;
  if (first === undefined) throw new Error('a case needs a settlement');
  const before = first.one.claim.person;
  const more = first.eligibilities.filter((each) => !before.eligibilities.includes(each));
  const found: LeftOutFound = {
    settlementCount: gained.length,
    eligibilitiesBefore: [...before.eligibilities],
    eligibilitiesAfter: [...first.eligibilities],
    newDiseases: first.diseases.filter((code) => !before.diseases.includes(code)),
    layers: sumOfChanges(gained)
      .layers.filter(({ differenceFen }) => differenceFen > 0)
      .map(({ layer, title, beforeFen, afterFen }) => ({ layer, title, beforeFen, afterFen })),
    personalBeforeFen: total(gained, 'beforeFen'),
    personalAfterFen: total(gained, 'afterFen'),
  };
  const cause = causeOf(first, more.length > 0);
  const settlementId = first.one.row.settlementId;
  return {
    insuredYearId,
    settlementId,
    cause,
    foundHash: sha256(canonicalJson({ settlementId, cause, found })),
    found,
  };
}

function causeOf({ one, insured }: Gain, hasMoreEligibilities: boolean): FoundCase['cause'] {
  if (insured !== one.claim.person.insured) return 'insured';
  if (!hasMoreEligibilities) return 'disease';
  return one.claim.person.eligibilities.length === 0 ? 'entered_roster' : 'eligibility';
}

function total(gained: readonly Gain[], side: 'beforeFen' | 'afterFen'): Fen {
  return sumFen(gained.map(({ personal }) => personal[side]));
}
