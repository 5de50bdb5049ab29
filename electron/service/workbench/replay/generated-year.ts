import type { LocalDate } from '../../../../shared/calendar/local-date.ts';
import type { ReplaySource } from '../../../../shared/contract/replay.ts';
import type { Claim, HospitalLevel, Place } from '../../../../shared/engine/claim.ts';
import { type Fen, fen } from '../../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../../shared/policy/eligibility.ts';
import { Random } from '../../practice/generate/random.ts';
import type { StoredClaim } from './year-under.ts';

type Generated = Extract<ReplaySource, { kind: 'generated' }>;

/** One person of the made-up county. */
interface Patient {
  readonly person: Claim['person'];
  readonly stayCount: number;
}

/** Of a hundred people who are settled at a window for the poor; several at once are rarer. */
const held: readonly (readonly [percent: number, categories: readonly EligibilityCategory[]])[] = [
  [46, ['registered_poor']],
  [10, ['registered_poor', 'subsistence_allowance']],
  [14, ['subsistence_allowance']],
  [6, ['special_hardship']],
  [1, ['orphan']],
  [5, ['low_income']],
  [4, ['registered_poor', 'disabled']],
  [2, ['mental_disorder']],
  [1, ['family_planning_special']],
  [11, []],
];
const placesOfLevel: Record<HospitalLevel, readonly Place[]> = {
  1: ['county', 'county', 'county', 'county'],
  2: ['county', 'county', 'county', 'referred'],
  3: ['referred', 'referred', 'referred', 'unreferred', 'emergency'],
};
const diseases = ['I63.9', 'J18.9', 'C15.9', 'I10', 'N18.5', 'K80.2', 'F20.0', 'S72.0', 'E11.9', 'C34.9'];

/**
 * A year of a county that does not exist: people with one to four stays each, small bills often and large ones seldom,
 * mostly in the county. The same seed makes the same year; nothing of it is kept.
 */
export function* generatedYear({ year, settlementCount, seed }: Generated): Generator<StoredClaim> {
  const random = new Random(seed);
  let made = 0;
  for (let personNumber = 0; made < settlementCount; personNumber += 1) {
    const { person, stayCount } = patientOf(random);
    for (let stay = 0; stay < stayCount && made < settlementCount; stay += 1) {
      const claim = claimOf(random, person, settledOn(year, stay, stayCount, random));
      yield { yearKey: personNumber, stayInParts: null, claim };
      made += 1;
    }
  }
}

function patientOf(random: Random): Patient {
  let percent = random.between(0, 99);
  const eligibilities = held.find(([share]) => (percent -= share) < 0)?.[1] ?? [];
  const person = {
    eligibilities,
    insured: random.between(0, 99) > 0,
    ageYears: random.chance(30) ? random.between(0, 44) : random.between(45, 89),
    diseases: [random.pick(diseases)],
  };
  const stays = random.between(0, 99);
  return { person, stayCount: stays < 62 ? 1 : stays < 85 ? 2 : stays < 95 ? 3 : 4 };
}

function claimOf(random: Random, person: Claim['person'], day: LocalDate): Claim {
  const share = random.between(0, 99);
  const level: HospitalLevel = share < 30 ? 1 : share < 82 ? 2 : 3;
  return {
    settledOn: day,
    admittedOn: day,
    place: random.pick(placesOfLevel[level]),
    hospital: { level, countyLevel: level === 2 },
    person,
    cost: costOf(random, level),
    approvedFen: {},
  };
}

/** From some hundred yuan to several hundred thousand; of it a twentieth or so is outside the catalogue. */
function costOf(random: Random, level: HospitalLevel): Claim['cost'] {
  const size = random.between(0, 999);
  const scale = size < 550 ? 4_000 : size < 900 ? 15_000 : size < 985 ? 60_000 : 300_000;
  const totalFen = random.between(300, 300 + scale) * 100 * level + random.between(0, 99);
  const part = (mostThousandths: number): number =>
    Math.floor((totalFen * random.between(0, mostThousandths)) / 1000);
  const [own, over, first] = [part(120), part(20), part(80)];
  return {
    totalFen: fen(totalFen),
    ownExpenseFen: own as Fen,
    overLimitFen: over as Fen,
    preSelfPayFen: first as Fen,
    inScopeFen: fen(totalFen - own - over - first),
  };
}

/** A person's stays follow each other through the year. */
function settledOn(year: number, stay: number, stayCount: number, random: Random): LocalDate {
  const span = Math.floor(12 / stayCount);
  const month = 1 + stay * span + random.between(0, span - 1);
  const text = `${year}-${String(month).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
  return text as LocalDate;
}
