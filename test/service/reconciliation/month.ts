import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DifferenceCause, DifferenceKind } from '../../../shared/contract/reconciliation.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import type { TestHospital } from '../harness/hospital.ts';

/** A settlement or reversal of a constructed month, and what the centre's statement says of it. */
export interface Made {
  readonly admission: string;
  readonly stayNumber: string;
  readonly slip: string;
  /** The centre's number as we know it; null: no answer came. */
  readonly number: string | null;
  readonly day: string;
  readonly kind: 'final' | 'interim' | 'reversal';
  readonly reverses: Made | null;
  readonly basic: number;
  readonly critical: number;
  readonly waiver: number;
  readonly personal: number;
  readonly upload: 'done' | 'pending' | 'unknown' | 'dead';
}

export interface Line {
  readonly number: string;
  readonly admission: string;
  readonly stayNumber: string;
  readonly day: string;
  readonly total: number;
  readonly fund: number;
  readonly basic: number;
  readonly critical: number;
}

export interface Planted {
  readonly kind: DifferenceKind;
  readonly cause: DifferenceCause;
  /** The admission that it is about. */
  readonly admission: string;
  readonly gapFen: number;
}

export const total = ({ basic, critical, waiver, personal }: Made): number =>
  basic + critical + waiver + personal;

/** What the centre lists of a settlement that went through. */
export function lineOf(made: Made, number = made.number ?? ''): Line {
  const { admission, stayNumber, day, basic, critical } = made;
  return { number, admission, stayNumber, day, total: total(made), fund: basic + critical, basic, critical };
}

/** Writes settlements as facts, with their layers, the centre's numbers and how far each upload is. */
export function writeMonth({ context, actor }: TestHospital, made: readonly Made[]): Map<Made, string> {
  const { database } = context;
  const by = actor('clerk').accountId;
  const ids = new Map<Made, string>();
  const stays = new Map<string, string>();
  database.pragma('foreign_keys = OFF');
  database.transaction(() => {
    for (const one of made) {
      const at = `${one.day}T02:00:00.000Z`;
      const stayId = stays.get(one.admission) ?? addStay(one, at);
      ids.set(one, addSettlement(one, stayId, at));
    }
  })();
  database.pragma('foreign_keys = ON');
  return ids;

  function addStay({ admission, stayNumber }: Made, at: string): string {
    const stayId = context.newId();
    stays.set(admission, stayId);
    insertRow(database, 'stay', {
      id: stayId,
      request_id: stayId,
      person_id: stayId,
      admission_number: admission,
      hospital: '',
      window: '',
      origin: '',
      recorded_at: at,
      recorded_by: by,
    });
    insertRow(database, 'platform_identifier', {
      our_id: stayId,
      kind: 'stay',
      value: stayNumber,
      learnt_at: at,
    });
    return stayId;
  }

  function addSettlement(one: Made, stayId: string, at: string): string {
    const id = context.newId();
    const layers = [
      ['basic_insurance', one.basic],
      ['critical_illness', one.critical],
      ['hospital_waiver', one.waiver],
    ] as const;
    for (const [position, [layer, paid]] of layers.entries()) {
      if (paid === 0) continue;
      insertRow(database, 'settlement_layer', {
        settlement_id: id,
        position,
        layer,
        title: layer,
        clause: '',
        base_fen: paid,
        pay_fen: paid,
        left_fen: 0,
      });
    }
    insertRow(database, 'settlement', {
      id,
      slip_number: one.slip,
      request_id: id,
      request_hash: '',
      kind: one.kind,
      reverses_id: one.reverses === null ? null : (ids.get(one.reverses) ?? ''),
      reason: one.kind === 'reversal' ? '录错' : null,
      stay_id: stayId,
      person_id: stayId,
      insurance: 'resident',
      insured_region: '421321',
      year: 2020,
      settled_on: one.day,
      business_day: one.day,
      pack_hash: '',
      policy_in_force_id: '',
      eligibilities: '[]',
      total_fen: total(one),
      own_expense_fen: 0,
      over_limit_fen: 0,
      pre_self_pay_fen: 0,
      in_scope_fen: total(one),
      deductible_fen: 0,
      critical_illness_burden_fen: 0,
      personal_fen: one.personal,
      personal_in_scope_fen: one.personal,
      explanation: '{}',
      trial_hash: '',
      hospital: '',
      window: '',
      origin: '',
      recorded_at: at,
      recorded_by: by,
    });
    if (one.number !== null) {
      insertRow(database, 'platform_identifier', {
        our_id: id,
        kind: 'settlement',
        value: one.number,
        learnt_at: at,
      });
    }
    insertRow(database, 'outbox', {
      id: context.newId(),
      kind: one.kind === 'reversal' ? 'reversal' : 'settlement',
      fact_id: id,
      stay_id: stayId,
      person_id: stayId,
      year: 2020,
      amount_fen: total(one),
      record: '{}',
      record_hash: '',
      recorded_at: at,
      state: one.upload,
      closed_at: one.upload === 'done' ? at : null,
    });
    return id;
  }
}

export const statementHead =
  '中心结算号,就诊ID,住院号,结算时间,医疗费总额（元）,基金支付总额,统筹支付,大病保险';

export function textOf(lines: readonly Line[]): string {
  const yuan = (fen: number): string => plainYuan(fen as Fen);
  const rows = lines.map((line) =>
    [
      line.number,
      line.stayNumber,
      line.admission,
      `${line.day} 10:00:00`,
      yuan(line.total),
      yuan(line.fund),
      yuan(line.basic),
      yuan(line.critical),
    ].join(','),
  );
  return `${[statementHead, ...rows].join('\r\n')}\r\n`;
}

export function writeStatement(
  { context }: TestHospital,
  name: string,
  content: string | Uint8Array,
): string {
  const file = path.join(context.dataFolder, name);
  writeFileSync(file, content);
  return file;
}
