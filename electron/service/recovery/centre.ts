import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Rehearsal } from '../../../shared/contract/backups.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { personOfStay } from '../emergency/unknown.ts';
import type { CentreSettlement } from '../platform/answers.ts';
import type { Platform } from '../platform/platform.ts';
import type { Tell } from '../file-work/jobs.ts';

/** Something the centre holds of a stay of ours, under a number that the file does not know. */
export interface UnknownHere {
  readonly stayId: string;
  readonly personId: string;
  readonly admissionNumber: string;
  readonly held: CentreSettlement;
}

export interface CentreAnswer {
  readonly asked: Rehearsal['centre']['asked'];
  readonly askedStays: number;
  readonly notAskedStays: number;
  readonly unknownHere: readonly UnknownHere[];
}

/** So many stays at most: those that may have gone on since the copy, the newest first. */
const mostStays = 2000;
/** Exchanges in a row that bring no answer; then the platform counts as away. */
const mostFailures = 3;

/**
 * Asks the platform (5203, by person and stay) for what it holds of the stays a file knows and what that file does not.
 * Asks about stays without a final settlement first, then the newest. Nothing is written anywhere.
 */
export async function askCentre(
  database: Database,
  platform: Platform | undefined,
  tell: Tell,
  isStopped: () => boolean = () => false,
): Promise<CentreAnswer> {
  const nothing = { askedStays: 0, notAskedStays: 0, unknownHere: [] };
  if (platform === undefined) return { asked: 'not_set', ...nothing };
  const stays = staysToAsk(database);
  const unknownHere: UnknownHere[] = [];
  let [askedStays, failures] = [0, 0];
  for (const [index, stay] of stays.entries()) {
    if (isStopped() || failures >= mostFailures) break;
    tell({ step: 'asking', done: index, total: stays.length });
    const answer = await platform.holdings(stay.question);
    if (answer.outcome !== 'accepted') {
      failures += 1;
      continue;
    }
    failures = 0;
    askedStays += 1;
    unknownHere.push(...unknownOf(database, stay, answer.value));
  }
  const asked = stays.length > 0 && askedStays === 0 ? 'unreachable' : 'asked';
  return { asked, askedStays, notAskedStays: staysWithNumbers(database) - askedStays, unknownHere };
}

interface StayToAsk {
  readonly stayId: string;
  readonly personId: string;
  readonly admissionNumber: string;
  readonly question: Parameters<Platform['holdings']>[0];
}

const numbered = `platform_identifier AS number JOIN stay ON stay.id = number.our_id
  JOIN platform_identifier AS person ON person.our_id = ${personOfStay('stay')} AND person.kind = 'person'
  WHERE number.kind = 'stay'`;

function staysWithNumbers(database: Database): number {
  return database.prepare<[], number>(`SELECT count(*) FROM ${numbered}`).pluck().get() ?? 0;
}

const concernedSchema = z.object({
  insuredRegion: z.string(),
  person: z.object({ personId: z.string(), name: z.string(), idNumber: z.string() }),
});

function staysToAsk(database: Database): StayToAsk[] {
  const rows = database
    .prepare<
      [number],
      Omit<StayToAsk, 'question'> & { personNumber: string; stayNumber: string; record: string | null }
    >(
      `SELECT stay.id AS stayId, ${personOfStay('stay')} AS personId, stay.admission_number AS admissionNumber,
         number.value AS stayNumber, person.value AS personNumber,
         (SELECT record FROM outbox WHERE kind = 'admission' AND fact_id = stay.id LIMIT 1) AS record
       FROM ${numbered}
       ORDER BY EXISTS (SELECT 1 FROM settlement AS original WHERE original.stay_id = stay.id
           AND original.kind = 'final' AND NOT EXISTS (SELECT 1 FROM settlement AS reversal
             WHERE reversal.reverses_id = original.id)), stay.rowid DESC
       LIMIT 0 + ?`,
    )
    .all(mostStays);
  return rows.flatMap(({ stayId, personId, admissionNumber, stayNumber, personNumber, record }) => {
    const concerned = concernedSchema.safeParse(record === null ? null : JSON.parse(record));
    if (!concerned.success) return [];
    const question = { record: concerned.data, personNumber, stayNumber };
    return [{ stayId, personId, admissionNumber, question }];
  });
}

/** Known is what has its number here, and what goes out under a message id of ours: that will be found by asking. */
function unknownOf(
  database: Database,
  { stayId, personId, admissionNumber }: StayToAsk,
  held: readonly CentreSettlement[],
): UnknownHere[] {
  const known = database
    .prepare<[string], 1>("SELECT 1 FROM platform_identifier WHERE kind = 'settlement' AND value = ?")
    .pluck();
  return held
    .filter((settlement) => known.get(settlement.settlementNumber) === undefined)
    .map((settlement) => ({ stayId, personId, admissionNumber, held: settlement }));
}

/** Puts down what only the centre holds. A number that is there already stays as it was found first. */
export function keepUnknownHere(
  database: Database,
  found: readonly UnknownHere[],
  newId: () => string,
  foundAt: string,
): void {
  const insert = database.prepare(
    `INSERT INTO centre_record (id, stay_id, person_id, settlement_number, message_id, total_fen, personal_fen, amounts,
       found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (settlement_number) DO NOTHING`,
  );
  for (const { stayId, personId, held } of found) {
    const { settlementNumber, messageId, amounts } = held;
    const { cost, personalFen } = amounts;
    insert.run(
      newId(),
      stayId,
      personId,
      settlementNumber,
      messageId,
      cost.totalFen,
      personalFen,
      JSON.stringify(amounts),
      foundAt,
    );
  }
}

export interface CentreRecord {
  readonly centreRecordId: string;
  readonly settlementNumber: string;
  readonly stayId: string;
  readonly admissionNumber: string;
  readonly totalFen: number;
  readonly personalFen: number;
  readonly foundAt: string;
  readonly note: string | null;
}

/** Still to be worked off: not known here since (asking found it to be ours), and nobody said that it is done. */
export function openCentreRecords(context: ServiceContext): CentreRecord[] {
  return statement<[], CentreRecord>(
    context.database,
    `SELECT record.id AS centreRecordId, settlement_number AS settlementNumber, stay_id AS stayId,
       stay.admission_number AS admissionNumber, total_fen AS totalFen, personal_fen AS personalFen,
       found_at AS foundAt, (SELECT text FROM centre_record_note AS note WHERE note.centre_record_id = record.id
         ORDER BY note.rowid DESC LIMIT 1) AS note
     FROM centre_record AS record JOIN stay ON stay.id = record.stay_id
     WHERE NOT EXISTS (SELECT 1 FROM platform_identifier AS known
         WHERE known.kind = 'settlement' AND known.value = record.settlement_number)
       AND NOT EXISTS (SELECT 1 FROM centre_record_note AS done
         WHERE done.centre_record_id = record.id AND done.act = 'worked_off')
     ORDER BY record.rowid LIMIT 500`,
  ).all();
}
