import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { type Fen, fen, negateFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { enqueue } from '../../../electron/service/outbox/enqueue.ts';
import type { UploadRecord } from '../../../electron/service/outbox/record.ts';
import type { TestHospital } from '../harness/hospital.ts';

export type SettlementRecord = Extract<UploadRecord, { kind: 'settlement' }>;
export type ReversalRecord = Extract<UploadRecord, { kind: 'reversal' }>;

/** A patient with an admitted stay, as facts in the file and with its admission in the outbox. */
export interface Patient {
  readonly personId: string;
  readonly stayId: string;
  readonly admissionNumber: string;
  readonly person: UploadRecord['person'];
}

let count = 0;

/** Another made-up number of the area 429913, which does not exist. */
export function madeUpIdNumber(): string {
  count += 1;
  const birthYear = 1950 + Math.floor(count / 1000);
  const body = `429913${birthYear}0312${String(count % 1000).padStart(3, '0')}`;
  return body + checkDigit(body);
}

export function admit(hospital: TestHospital, admissionNumber: string): Patient {
  const { context } = hospital;
  const personId = context.newId();
  const person = { personId, name: '田守义', idNumber: madeUpIdNumber() };
  const now = context.clock.now().toISOString();
  context.database.prepare('INSERT INTO person (id, created_at) VALUES (?, ?)').run(personId, now);
  return admitAgain(hospital, { personId, person }, admissionNumber, '2020-03-01');
}

/** Another stay of somebody who is known already. */
export function admitAgain(
  hospital: TestHospital,
  known: Pick<Patient, 'personId' | 'person'>,
  admissionNumber: string,
  admittedOn: string,
): Patient {
  const { context } = hospital;
  const patient = { ...known, stayId: context.newId(), admissionNumber };
  inTransaction(context.database, () => {
    const now = context.clock.now().toISOString();
    context.database
      .prepare(
        `INSERT INTO stay (id, request_id, person_id, admission_number, hospital, window, origin, recorded_at, recorded_by)
         VALUES (?, ?, ?, ?, 'h', 'w', 'o', ?, ?)`,
      )
      .run(
        patient.stayId,
        context.newId(),
        known.personId,
        admissionNumber,
        now,
        hospital.actor('clerk').accountId,
      );
    enqueueAdmission(context, patient, admittedOn as LocalDate);
  });
  return patient;
}

/** In the caller's transaction. */
export function enqueueAdmission(context: ServiceContext, patient: Patient, admittedOn: LocalDate): void {
  const record: UploadRecord = {
    kind: 'admission',
    stayId: patient.stayId,
    person: patient.person,
    insurance: 'resident',
    insuredRegion: '429913',
    admissionNumber: patient.admissionNumber,
    visitType: 'inpatient',
    place: 'county',
    department: '神经内科',
    bed: '12',
    admittedOn,
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
    phone: null,
  };
  enqueue(context, record, patient.stayId);
}

/** A settlement of 600.00 (by default) as facts in the file, with its row in the outbox. */
export function settle(
  hospital: TestHospital,
  patient: Patient,
  inScopeFen = 54_000,
  settledOn = '2020-03-10',
): SettlementRecord {
  const record = {
    ...settlementRecord(hospital.context, patient, fen(inScopeFen)),
    settledOn: settledOn as LocalDate,
  };
  inTransaction(hospital.context.database, () => {
    keepFacts(hospital, record, 'final', null);
    enqueue(hospital.context, record, record.settlementId);
  });
  return record;
}

export function reverse(hospital: TestHospital, original: SettlementRecord): ReversalRecord {
  const { kind: _kind, interim: _interim, ...rest } = original;
  const record: ReversalRecord = {
    ...rest,
    kind: 'reversal',
    settlementId: hospital.context.newId(),
    reversesId: original.settlementId,
    slipNumber: `${original.slipNumber}R`,
    cost: Object.fromEntries(
      Object.entries(original.cost).map(([part, amount]) => [part, negateFen(amount)]),
    ) as typeof original.cost,
    deductibleFen: negateFen(original.deductibleFen),
    layers: original.layers.map((layer) => ({
      ...layer,
      baseFen: negateFen(layer.baseFen),
      payFen: negateFen(layer.payFen),
    })),
    personalFen: negateFen(original.personalFen),
  };
  inTransaction(hospital.context.database, () => {
    keepFacts(hospital, record, 'reversal', original.settlementId);
    enqueue(hospital.context, record, record.settlementId);
  });
  return record;
}

/** 3000 own expense, 500 over limit, 2500 pre-self-pay (in fen), the rest in scope; four layers and a waiver. */
export function settlementRecord(
  context: ServiceContext,
  patient: Patient,
  inScopeFen: Fen,
): SettlementRecord {
  const settlementId = context.newId();
  const [basic, critical, supplementary, waiver] = [
    fen(Math.floor(inScopeFen * 0.8)),
    fen(3_770),
    fen(8_030),
    fen(100),
  ];
  const totalFen = fen(inScopeFen + 6_000);
  const layer = (name: string, title: string, payFen: Fen) => ({
    layer: name,
    kind: null,
    title,
    baseFen: inScopeFen,
    payFen,
  });
  return {
    kind: 'settlement',
    settlementId,
    interim: false,
    stayId: patient.stayId,
    person: patient.person,
    insurance: 'resident',
    insuredRegion: '429913',
    settledOn: '2020-03-10' as LocalDate,
    dischargedOn: '2020-03-10' as LocalDate,
    slipNumber: `20200310-${settlementId}`,
    packHash: 'a'.repeat(64),
    cost: {
      totalFen,
      ownExpenseFen: fen(3_000),
      overLimitFen: fen(500),
      preSelfPayFen: fen(2_500),
      inScopeFen,
    },
    deductibleFen: fen(0),
    layers: [
      layer('basic_insurance', '基本医疗保险', basic),
      layer('critical_illness', '大病保险', critical),
      layer('supplementary', '大病补充医疗保险', supplementary),
      layer('hospital_waiver', '医院减免', waiver),
    ],
    personalFen: fen(totalFen - basic - critical - supplementary - waiver),
    personalAccountFen: fen(0),
  };
}

function keepFacts(
  hospital: TestHospital,
  record: SettlementRecord | ReversalRecord,
  kind: 'final' | 'reversal',
  reversesId: string | null,
): void {
  const { database } = hospital.context;
  const [now, account] = [hospital.context.clock.now().toISOString(), hospital.actor('clerk').accountId];
  database
    .prepare(
      `INSERT INTO policy_pack (hash, pack_id, title, file_name, text, recorded_at)
       VALUES (?, 'p', 't', 'f', '', ?) ON CONFLICT DO NOTHING`,
    )
    .run(record.packHash, now);
  database
    .prepare(
      `INSERT INTO policy_in_force (id, region, pack_hash, options, from_day, recorded_at)
       VALUES ('force', '429913', ?, '{}', '2020-01-01', ?) ON CONFLICT DO NOTHING`,
    )
    .run(record.packHash, now);
  for (const [position, { layer, title, baseFen, payFen }] of record.layers.entries()) {
    database
      .prepare(
        `INSERT INTO settlement_layer (settlement_id, position, layer, kind, title, clause, base_fen, pay_fen, left_fen)
         VALUES (?, ?, ?, NULL, ?, '', ?, ?, 0)`,
      )
      .run(record.settlementId, position, layer, title, baseFen, payFen);
  }
  const { cost } = record;
  const values = {
    id: record.settlementId,
    slip_number: record.slipNumber,
    request_id: hospital.context.newId(),
    request_hash: '',
    kind,
    reverses_id: reversesId,
    reason: kind === 'reversal' ? '录错' : null,
    stay_id: record.stayId,
    person_id: record.person.personId,
    insurance: 'resident',
    insured_region: '429913',
    year: 2020,
    settled_on: record.settledOn,
    business_day: record.settledOn,
    pack_hash: record.packHash,
    policy_in_force_id: 'force',
    eligibilities: '[]',
    total_fen: cost.totalFen,
    own_expense_fen: cost.ownExpenseFen,
    over_limit_fen: cost.overLimitFen,
    pre_self_pay_fen: cost.preSelfPayFen,
    in_scope_fen: cost.inScopeFen,
    deductible_fen: 0,
    critical_illness_burden_fen: 0,
    personal_fen: record.personalFen,
    personal_in_scope_fen: 0,
    explanation: '[]',
    trial_hash: '',
    hospital: 'h',
    window: 'w',
    origin: 'o',
    recorded_at: now,
    recorded_by: account,
  };
  const names = Object.keys(values);
  database
    .prepare(
      `INSERT INTO settlement (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`,
    )
    .run(values);
}
