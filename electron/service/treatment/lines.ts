import { yearsBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import {
  type StateCounts,
  type TreatmentFilter,
  type TreatmentLine,
  treatmentStates,
} from '../../../shared/contract/treatment.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { policyOn } from '../reports/targets.ts';
import { eligibilityWords } from '../reports/keys.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import { treatmentLists } from './lists.ts';
import { type StepRow, stepsOf } from './steps.ts';

interface LineRow {
  readonly lineId: string;
  readonly personId: string;
  readonly list: string;
  readonly disease: string;
}

/** SQL: each line `one` beside its newest step `newest`. */
const linesAndNewest = `treatment_line AS one JOIN treatment_step AS newest ON newest.rowid =
  (SELECT max(rowid) FROM treatment_step WHERE line_id = one.id)`;

/** SQL: the last thing that a stay said of the line was a discharge, and it is still called a treatment. */
const awaitsOutcome = `newest.state = 'in_treatment' AND (SELECT cause FROM treatment_step AS told
  WHERE told.line_id = one.id AND told.stay_id IS NOT NULL ORDER BY told.rowid DESC LIMIT 1) = 'discharge'`;

function conditionOf(filter: TreatmentFilter): string {
  if (filter === 'all') return 'TRUE';
  return filter === 'awaits_outcome' ? awaitsOutcome : `newest.state = '${filter}'`;
}

/** In the order in which they came in, the newest first. */
export function listLines(
  context: ServiceContext,
  filter: TreatmentFilter,
  most: number,
): { readonly lines: TreatmentLine[]; readonly more: boolean } {
  const rows = statement<[number], LineRow>(
    context.database,
    `SELECT one.id AS lineId, one.person_id AS personId, list, disease FROM ${linesAndNewest}
     WHERE ${conditionOf(filter)} ORDER BY one.rowid DESC LIMIT 0 + ?`,
  ).all(most + 1);
  const titles = listTitles(context);
  const lines = rows.slice(0, most).map((row) => lineFrom(context, row, titles));
  return { lines, more: rows.length > most };
}

/** Refuses `treatment_line_unknown`. */
export function readLine(context: ServiceContext, lineId: string): TreatmentLine {
  const row = statement<[string], LineRow>(
    context.database,
    'SELECT id AS lineId, person_id AS personId, list, disease FROM treatment_line WHERE id = ?',
  ).get(lineId);
  if (row === undefined) {
    throw new Refusal('treatment_line_unknown', '台账里没有这一条，请刷新后再选。');
  }
  return lineFrom(context, row, listTitles(context));
}

export function countStates({ database }: ServiceContext): {
  readonly counts: StateCounts;
  readonly awaitingCount: number;
} {
  const rows = statement<[], { state: keyof StateCounts; count: number; awaiting: number }>(
    database,
    `SELECT newest.state, count(*) AS count, sum(coalesce(${awaitsOutcome}, 0)) AS awaiting
     FROM ${linesAndNewest} GROUP BY newest.state`,
  ).all();
  const counts = Object.fromEntries(treatmentStates.map((state) => [state, 0])) as Record<
    keyof StateCounts,
    number
  >;
  for (const { state, count } of rows) counts[state] = count;
  return { counts, awaitingCount: rows.reduce((sum, { awaiting }) => sum + awaiting, 0) };
}

/** What the policy of the hospital's place calls its lists today. */
function listTitles(context: ServiceContext): ReadonlyMap<string, string> {
  const policy = policyHere(context);
  return new Map(policy === undefined ? [] : treatmentLists(policy).map(({ id, title }) => [id, title]));
}

export function policyHere(context: ServiceContext, day: LocalDate = today(context)) {
  return policyOn(context, readHospital(context, day).region, day);
}

function lineFrom(
  context: ServiceContext,
  { lineId, personId, list, disease }: LineRow,
  titles: ReadonlyMap<string, string>,
): TreatmentLine {
  const day = today(context);
  const person = readPerson(context, personId);
  return {
    lineId,
    personId,
    personName: person.name,
    sex: person.sex === 'male' ? '男' : '女',
    ageYears: yearsBetween(person.birthDate, day),
    maskedIdNumber: maskIdNumber(person.idNumber),
    address: [person.township, person.village].filter((part) => part !== null).join(''),
    eligibilities: eligibilityWords(countingEligibilities(person, day)),
    list: titles.get(list) ?? list,
    disease,
    ...standingOf(stepsOf(context, lineId)),
  };
}

type Standing = Pick<
  TreatmentLine,
  | 'state'
  | 'treatmentClass'
  | 'foundOn'
  | 'confirmedOn'
  | 'admittedOn'
  | 'dischargedOn'
  | 'hospitalName'
  | 'words'
  | 'awaitsOutcome'
>;

/** Where a line stands, by its steps; a line without one was never written. */
export function standingOf(steps: readonly StepRow[]): Standing {
  const [first, newest] = [steps[0], steps.at(-1)];
  if (first === undefined || newest === undefined) throw new Error('a line of the ledger without a step');
  const verified = steps.find(({ state }) => state !== 'to_verify' && state !== 'left');
  const ofStays = steps.filter(({ stayId }) => stayId !== null);
  const lastOf = ofStays.findLast(
    ({ stayId, cause }) =>
      cause !== 'withdrawn' && ofStays.findLast((other) => other.stayId === stayId)?.cause !== 'withdrawn',
  );
  const course = ofStays.filter(({ stayId }) => stayId === lastOf?.stayId);
  const dischargedOn = lastOf?.cause === 'discharge' ? lastOf.happenedOn : null;
  return {
    state: newest.state,
    treatmentClass: steps.findLast(({ treatmentClass }) => treatmentClass !== null)?.treatmentClass ?? null,
    foundOn: first.happenedOn,
    confirmedOn: verified?.happenedOn ?? null,
    admittedOn: course.findLast(({ cause }) => cause === 'admission')?.happenedOn ?? null,
    dischargedOn,
    hospitalName: newest.hospitalName,
    words: newest.words,
    awaitsOutcome: newest.state === 'in_treatment' && ofStays.at(-1)?.cause === 'discharge',
  };
}
