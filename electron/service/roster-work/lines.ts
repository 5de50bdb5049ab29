import type { RequestOutput } from '../../../shared/contract/contract.ts';
import {
  mostLinesOfWork,
  type RosterWorkCount,
  type RosterWorkKind,
  rosterWorkKinds,
  type RosterWorkLine,
} from '../../../shared/contract/roster-work.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { hereNow } from '../stays/here-now.ts';
import { detailsOf, lastSayings } from './details.ts';
import { importOf, isFirstRoster, newestImports, type WorkedImport } from './import-of.ts';
import { isMade } from './make-list.ts';

/** SQL: the newest tick of the line, as long as it was not taken back. */
const ticked = `coalesce((SELECT outcome FROM roster_work_tick AS tick WHERE tick.import_sequence = line.import_sequence
  AND tick.kind = line.kind AND tick.person_key = line.person_key ORDER BY tick.rowid DESC LIMIT 1), 'reopened') <> 'reopened'`;

interface LineRow {
  readonly personKey: number;
  readonly personId: string;
  readonly isOvertaken: 0 | 1;
}

/** The lines of one kind of an import, with how much of each kind is left. Refuses `roster_import_unknown`. */
export function listWork(
  context: ServiceContext,
  input: Call<'rosterWork.list'>['input'],
): RequestOutput<'rosterWork.list'> {
  const imports = newestImports(context);
  const [newest] = imports;
  if (newest === undefined) return null;
  const one = input.importId === null ? newest : importOf(context, input.importId);
  const rows = rowsOf(context, one, input);
  return {
    importId: one.importId,
    imports: imports.map(({ importId, fileName, asOfDay }) => ({ importId, fileName, asOfDay })),
    isFirst: isFirstRoster(context, one.sequence),
    isMade: isMade(context, one.sequence),
    counts: countsOf(context, one.sequence),
    lines: rows.slice(0, mostLinesOfWork).map((row) => lineOf(context, one, input.kind, row)),
    more: rows.length > mostLinesOfWork,
  };
}

function rowsOf(
  { database }: ServiceContext,
  { sequence }: WorkedImport,
  { kind, state, onlyTouched, township }: Call<'rosterWork.list'>['input'],
): LineRow[] {
  return statement<object, LineRow>(
    database,
    `SELECT line.person_key AS personKey, person.id AS personId,
       EXISTS (SELECT 1 FROM roster_entry AS later JOIN roster_import AS import ON import.sequence = later.import_sequence
         WHERE later.person_key = line.person_key AND later.import_sequence > line.import_sequence) AS isOvertaken
     FROM roster_work_line AS line JOIN person ON person.key = line.person_key
     WHERE line.import_sequence = @sequence AND line.kind = @kind AND is_touched >= @least AND (${ticked}) = @isTicked
       AND (@township = '' OR EXISTS (SELECT 1 FROM roster_place WHERE id = line.place_id AND instr(township, @township) > 0))
     ORDER BY is_touched DESC, line.person_key LIMIT ${mostLinesOfWork + 1}`,
  ).all({
    sequence,
    kind,
    township,
    least: onlyTouched ? 1 : 0,
    isTicked: state === 'ticked' ? 1 : 0,
  });
}

/** Of each kind how many lines there are, how many concern somebody here, and how many were ticked. */
function countsOf({ database }: ServiceContext, sequence: number): RosterWorkCount[] {
  const made = statement<[number], { kind: RosterWorkKind; count: number; touchedCount: number }>(
    database,
    `SELECT kind, count(*) AS count, sum(is_touched) AS touchedCount FROM roster_work_line
     WHERE import_sequence = ? GROUP BY kind`,
  ).all(sequence);
  const done = statement<[number], { kind: RosterWorkKind; count: number }>(
    database,
    `SELECT kind, count(*) AS count FROM roster_work_tick AS tick
     WHERE import_sequence = ? AND outcome <> 'reopened' AND NOT EXISTS (SELECT 1 FROM roster_work_tick AS later
       WHERE later.import_sequence = tick.import_sequence AND later.kind = tick.kind
         AND later.person_key = tick.person_key AND later.rowid > tick.rowid)
     GROUP BY kind`,
  ).all(sequence);
  return rosterWorkKinds.map((kind) => {
    const of = made.find((one) => one.kind === kind);
    const tickedCount = done.find((one) => one.kind === kind)?.count ?? 0;
    return { kind, count: of?.count ?? 0, touchedCount: of?.touchedCount ?? 0, tickedCount };
  });
}

function lineOf(
  context: ServiceContext,
  one: WorkedImport,
  kind: RosterWorkKind,
  { personKey, personId, isOvertaken }: LineRow,
): RosterWorkLine {
  const sayings = lastSayings(context, personKey, one.sequence);
  const [now] = sayings;
  if (now === undefined) throw new Error('a line of a roster is about nobody');
  const { name, idNumber, householdNumber, township, village } = now;
  return {
    personId,
    personName: name,
    maskedIdNumber: maskIdNumber(idNumber),
    householdNumber,
    township,
    village,
    details: detailsOf(kind, one, sayings),
    // As it is now, whatever it was when the list was made.
    ...hereNow(context, personId),
    isOvertaken: isOvertaken === 1,
    tick: lastTick(context, one.sequence, kind, personKey),
  };
}

function lastTick(
  { database }: ServiceContext,
  sequence: number,
  kind: RosterWorkKind,
  personKey: number,
): RosterWorkLine['tick'] {
  return (
    statement<unknown[], NonNullable<RosterWorkLine['tick']>>(
      database,
      `SELECT outcome, reason, tick.recorded_at AS at, display_name AS byName FROM roster_work_tick AS tick
       JOIN staff_account ON staff_account.id = tick.recorded_by
       WHERE import_sequence = ? AND kind = ? AND person_key = ? ORDER BY tick.rowid DESC LIMIT 1`,
    ).get(sequence, kind, personKey) ?? null
  );
}
