import { setImmediate } from 'node:timers/promises';
import { yearOf, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RosterWorkKind } from '../../../shared/contract/roster-work.ts';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { eligibilitiesOf } from '../people/person.ts';
import { isLive } from '../settlements/live.ts';
import { isOpenStay } from '../stays/here-now.ts';
import { contradictionsOf } from './contradictions.ts';
import { importOf, isFirstRoster, type WorkedImport } from './import-of.ts';

/** So many persons are looked at in one transaction: a clerk who settles meanwhile waits some hundredths of a second. */
const personsAtOnce = 4000;

/** The makings of each open file that are under way, by sequence. */
const running = new WeakMap<object, Map<number, Promise<void>>>();

/**
 * Makes the work list of an import out of what the import stored: entries are written only for who is new or said of
 * otherwise, absences for who is missing; whoever is said of as before is uninsured still, and agencies may contradict each
 * other since a day that has come. The import itself writes nothing for it. Walks everybody once, in portions between which
 * others get their turn; a making that broke off goes on behind its last portion. Refuses `roster_import_unknown`.
 */
export async function makeWorkList(
  context: ServiceContext,
  importId: string,
  atOnce = personsAtOnce,
): Promise<Record<string, never>> {
  const one = importOf(context, importId);
  const makings = running.get(context.database) ?? new Map<number, Promise<void>>();
  running.set(context.database, makings);
  const making = makings.get(one.sequence) ?? make(context, one, atOnce);
  makings.set(one.sequence, making);
  try {
    await making;
  } finally {
    makings.delete(one.sequence);
  }
  return {};
}

/** Whether the list of an import was made to its end. */
export function isMade({ database }: ServiceContext, sequence: number): boolean {
  const sql = 'SELECT 1 AS made FROM roster_work_portion WHERE import_sequence = ? AND is_last = 1';
  return statement<[number], { made: 1 }>(database, sql).get(sequence) !== undefined;
}

async function make(context: ServiceContext, one: WorkedImport, atOnce: number): Promise<void> {
  const { database } = context;
  const contradicting = contradictingSets(context, one.asOfDay);
  const listsNew = !isFirstRoster(context, one.sequence);
  while (!isMade(context, one.sequence)) {
    inTransaction(database, () => {
      const from = madeUpTo(context, one.sequence);
      const last = lastPersonKey(context);
      const to = Math.min(from + atOnce, last);
      const portion = { sequence: one.sequence, from, to, year: yearOf(today(context)) };
      for (const row of entriesOf(context, portion)) {
        for (const kind of kindsOf(row, { listsNew, contradicting })) keep(context, one.sequence, kind, row);
      }
      for (const row of stillOf(context, portion, contradicting)) {
        for (const kind of workOf(row, contradicting)) keep(context, one.sequence, kind, row);
      }
      for (const row of absentOf(context, portion)) keep(context, one.sequence, 'absent', row);
      insertRow(database, 'roster_work_portion', {
        import_sequence: one.sequence,
        up_to: to,
        is_last: to === last ? 1 : 0,
        recorded_at: context.clock.now().toISOString(),
      });
    });
    await setImmediate();
  }
}

interface Portion {
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
  /** Settlements of this year count. */
  readonly year: number;
}

interface Listed {
  readonly personKey: number;
  readonly placeId: number;
  readonly isTouched: 0 | 1;
}

interface EntryRow extends Listed {
  readonly insuranceState: string;
  readonly eligibilitySetId: number;
  readonly isKnown: 0 | 1;
}

/** SQL: somebody lies here unsettled, or was settled this year. */
const touched = `(EXISTS (SELECT 1 FROM stay WHERE stay.person_id = person.id AND ${isOpenStay})
  OR EXISTS (SELECT 1 FROM settlement AS original WHERE original.person_id = person.id AND original.year = @year
    AND ${isLive('original')}))`;

/** The roster before this one named the person, and none was silent since. */
const wasKnown = `EXISTS (SELECT 1 FROM roster_entry AS older
  JOIN roster_import AS import ON import.sequence = older.import_sequence AND import.source = 'roster'
  WHERE older.person_key = entry.person_key AND older.import_sequence < @sequence
    AND NOT EXISTS (SELECT 1 FROM roster_absence AS absence WHERE absence.person_key = entry.person_key
      AND absence.import_sequence > older.import_sequence AND absence.import_sequence < @sequence))`;

function entriesOf({ database }: ServiceContext, portion: Portion): EntryRow[] {
  return statement<Portion, EntryRow>(
    database,
    `SELECT entry.person_key AS personKey, place_id AS placeId, ${touched} AS isTouched,
       insurance_state AS insuranceState, eligibility_set_id AS eligibilitySetId, ${wasKnown} AS isKnown
     FROM roster_entry AS entry JOIN person ON person.key = entry.person_key
     WHERE entry.person_key > @from AND entry.person_key <= @to AND entry.import_sequence = @sequence`,
  ).all(portion);
}

/** Of whom this import says what an earlier one said, those with whom there is something to do all the same. */
function stillOf(
  { database }: ServiceContext,
  portion: Portion,
  contradicting: ReadonlySet<number>,
): Omit<EntryRow, 'isKnown'>[] {
  return statement<Portion & { readonly sets: string }, EntryRow>(
    database,
    `SELECT entry.person_key AS personKey, place_id AS placeId, ${touched} AS isTouched,
       insurance_state AS insuranceState, eligibility_set_id AS eligibilitySetId
     FROM roster_entry AS entry JOIN person ON person.key = entry.person_key
     JOIN roster_import AS import ON import.sequence = entry.import_sequence AND import.source = 'roster'
     WHERE entry.person_key > @from AND entry.person_key <= @to AND entry.import_sequence < @sequence
       AND (insurance_state <> 'normal' OR eligibility_set_id IN (SELECT value FROM json_each(@sets)))
       AND NOT EXISTS (SELECT 1 FROM roster_entry AS newer WHERE newer.person_key = entry.person_key
         AND newer.import_sequence > entry.import_sequence AND newer.import_sequence <= @sequence)
       AND NOT EXISTS (SELECT 1 FROM roster_absence AS absence WHERE absence.person_key = entry.person_key
         AND absence.import_sequence > entry.import_sequence AND absence.import_sequence <= @sequence)`,
  ).all({ ...portion, sets: JSON.stringify([...contradicting]) });
}

function absentOf({ database }: ServiceContext, portion: Portion): Listed[] {
  return statement<Portion, Listed>(
    database,
    `SELECT absence.person_key AS personKey, ${touched} AS isTouched,
       (SELECT place_id FROM roster_entry AS said WHERE said.person_key = absence.person_key
          AND said.import_sequence < @sequence ORDER BY said.import_sequence DESC LIMIT 1) AS placeId
     FROM roster_absence AS absence JOIN person ON person.key = absence.person_key
     WHERE absence.person_key > @from AND absence.person_key <= @to AND absence.import_sequence = @sequence`,
  ).all(portion);
}

interface Rule {
  readonly listsNew: boolean;
  readonly contradicting: ReadonlySet<number>;
}

function kindsOf(row: EntryRow, { listsNew, contradicting }: Rule): RosterWorkKind[] {
  const kinds: RosterWorkKind[] = [];
  if (row.isKnown === 1) kinds.push('changed');
  else if (listsNew) kinds.push('new');
  return [...kinds, ...workOf(row, contradicting)];
}

/** What is to be done about somebody whether or not the roster says it anew. */
function workOf(
  { eligibilitySetId, insuranceState }: Pick<EntryRow, 'eligibilitySetId' | 'insuranceState'>,
  contradicting: ReadonlySet<number>,
): RosterWorkKind[] {
  const kinds: RosterWorkKind[] = [];
  if (contradicting.has(eligibilitySetId)) kinds.push('contradicting');
  if (insuranceState !== 'normal') kinds.push('uninsured');
  return kinds;
}

/** A million people share a few thousand lists: each list is looked at once. */
function contradictingSets({ database }: ServiceContext, day: LocalDate): ReadonlySet<number> {
  const sets = new Set<number>();
  const rows = statement<[], { id: number; eligibilities: string }>(
    database,
    'SELECT id, eligibilities FROM eligibility_set WHERE json_array_length(eligibilities) > 1',
  );
  for (const { id, eligibilities } of rows.iterate()) {
    if (contradictionsOf(eligibilitiesOf(eligibilities), day).length > 0) sets.add(id);
  }
  return sets;
}

function keep({ database }: ServiceContext, sequence: number, kind: RosterWorkKind, row: Listed): void {
  insertRow(database, 'roster_work_line', {
    import_sequence: sequence,
    kind,
    is_touched: row.isTouched,
    person_key: row.personKey,
    place_id: row.placeId,
  });
}

function madeUpTo({ database }: ServiceContext, sequence: number): number {
  const sql = 'SELECT max(up_to) AS upTo FROM roster_work_portion WHERE import_sequence = ?';
  return statement<[number], { upTo: number | null }>(database, sql).get(sequence)?.upTo ?? 0;
}

/** Persons that came after the import have nothing in it, and cost one step. */
function lastPersonKey({ database }: ServiceContext): number {
  return (
    statement<[], { last: number | null }>(database, 'SELECT max(key) AS last FROM person').get()?.last ?? 0
  );
}
