import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { PersonHistory } from '../../../shared/contract/documents/person-history.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { type Fen, fen, negateFen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Gathered } from '../documents/gather.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { readStayRow } from '../stays/stay.ts';
import { topUpHistory, type ToppedUp } from '../top-ups/history.ts';

type Line = PersonHistory['lines'][number];

interface Row extends Omit<Line, 'admissionNumber' | 'visitType' | 'isReversed' | 'paidFen'> {
  readonly stayId: string;
  readonly year: number;
  readonly isReversed: 0 | 1;
  readonly recordedAt: string;
}

/**
 * Every settlement of a person here and every top-up of one, each at most 500, the oldest first. Amounts are the stored ones;
 * a reversal or withdrawal stands as a line of its own. Refuses `person_not_found` and `person_has_no_settlement`.
 */
export function personHistoryContent(context: ServiceContext, personId: string): Gathered<'person_history'> {
  const person = readPerson(context, personId);
  const settled = statement<[string], Row>(
    context.database,
    `SELECT slip_number AS slipNumber, settled_on AS settledOn, year, kind, stay_id AS stayId, total_fen AS totalFen,
       in_scope_fen AS inScopeFen, personal_fen AS personalFen, recorded_at AS recordedAt,
       EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = made.id) AS isReversed
     FROM settlement AS made WHERE person_id = ? ORDER BY rowid LIMIT 500`,
  ).all(personId);
  if (settled.length === 0) {
    throw new Refusal('person_has_no_settlement', '这位患者在本院还没有结算过，没有可打印的历史。');
  }
  const rows = [...settled, ...topUpHistory(context, personId).map(rowOfTopUp)].toSorted((one, other) =>
    one.recordedAt < other.recordedAt ? -1 : Number(one.recordedAt > other.recordedAt),
  );
  const stays = new Map(rows.map(({ stayId }) => [stayId, readStayRow(context, stayId)]));
  const visitTypeOfRow = ({ stayId }: Row) => stays.get(stayId)?.visitType ?? 'inpatient';
  return {
    title: '城乡居民医疗费用“一站式”结算历史',
    // One per person and never another's: the random end of the person's own id.
    number: `LS-${personId.slice(-12).toUpperCase()}`,
    personId,
    businessDay: today(context),
    content: {
      person: {
        name: person.name,
        sex: person.sex === 'male' ? '男' : '女',
        maskedIdNumber: maskIdNumber(person.idNumber),
        region: person.region,
        address: [person.township, person.village].filter((part) => part !== null).join(''),
      },
      lines: rows.map((row) => ({
        slipNumber: row.slipNumber,
        settledOn: row.settledOn,
        kind: row.kind,
        isReversed: row.isReversed === 1,
        ...(row.payerTitle === undefined ? {} : { payerTitle: row.payerTitle }),
        admissionNumber: stays.get(row.stayId)?.admissionNumber ?? '',
        visitType: visitTypeOfRow(row),
        totalFen: row.totalFen,
        inScopeFen: row.inScopeFen,
        paidFen: fen(row.totalFen - row.personalFen),
        personalFen: row.personalFen,
      })),
      years: yearsOf(rows, (row) => visitTypeOfRow(row) === 'outpatient'),
    },
  };
}

/** Costs nothing; what its payer gives, the patient bears no more. */
function rowOfTopUp({ number, businessDay, amountFen, isWithdrawn, ...topUp }: ToppedUp): Row {
  return {
    ...topUp,
    slipNumber: number,
    settledOn: businessDay,
    isReversed: isWithdrawn,
    totalFen: zeroFen,
    inScopeFen: zeroFen,
    personalFen: negateFen(amountFen),
  };
}

const standingKinds: ReadonlySet<Line['kind']> = new Set(['final', 'interim']);

function yearsOf(
  rows: readonly (Row & { settledOn: LocalDate })[],
  isVisit: (row: Row) => boolean,
): PersonHistory['years'] {
  return [...new Set(rows.map(({ year }) => year))].map((year) => {
    const ofYear = rows.filter((row) => row.year === year);
    const sum = (part: 'totalFen' | 'personalFen'): Fen => sumFen(ofYear.map((row) => row[part]));
    const standing = ofYear.filter(({ kind, isReversed }) => standingKinds.has(kind) && isReversed === 0);
    return {
      year,
      stays: new Set(standing.filter((row) => !isVisit(row)).map(({ stayId }) => stayId)).size,
      visits: new Set(standing.filter(isVisit).map(({ stayId }) => stayId)).size,
      totalFen: sum('totalFen'),
      paidFen: fen(sum('totalFen') - sum('personalFen')),
      personalFen: sum('personalFen'),
    };
  });
}
