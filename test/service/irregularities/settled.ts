import { relieveDebt } from '../../../electron/service/debts/relieve.ts';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import { recordDeath } from '../../../electron/service/people/death.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPerson, addStay, day, settle, type TestStay } from '../harness/patient.ts';
import { by, due, settleBy } from '../payments/paying.ts';

export interface Line {
  readonly code?: string;
  readonly costClass?: string;
  readonly unit?: string | null;
  readonly quantity?: string;
  readonly chargedOn?: string;
  /** In yuan; what is paid by oneself first is borne by supplementary insurance alone. */
  readonly inScope?: number;
  readonly preSelfPay?: number;
  readonly overLimit?: number;
  readonly ownExpense?: number;
}

export const bed: Line = { code: 'CW', costClass: 'bed', unit: '日', inScope: 30 };

/** A fee list of exactly these lines. */
export function addLines({ context, actor }: TestHospital, stayId: string, lines: readonly Line[]): void {
  const feeListId = context.newId();
  const sums = { total_fen: 0, own_expense_fen: 0, over_limit_fen: 0, pre_self_pay_fen: 0, in_scope_fen: 0 };
  context.database.transaction(() => {
    for (const [index, line] of lines.entries()) {
      const parts = {
        own_expense_fen: (line.ownExpense ?? 0) * 100,
        over_limit_fen: (line.overLimit ?? 0) * 100,
        pre_self_pay_fen: (line.preSelfPay ?? 0) * 100,
        in_scope_fen: (line.inScope ?? 0) * 100,
      };
      const amount = Object.values(parts).reduce((sum, part) => sum + part, 0);
      insertRow(context.database, 'fee_item', {
        fee_list_id: feeListId,
        line: index + 2,
        code: line.code ?? 'X1',
        name: line.code === 'CW' ? '普通床位费' : '项目',
        cost_class: line.costClass ?? 'western_medicine',
        catalogue_class: line.ownExpense === undefined ? 'A' : 'C',
        pre_self_pay_millionths: 0,
        price: '1',
        quantity: line.quantity ?? '1',
        amount_fen: amount,
        ...parts,
        charged_on: line.chargedOn ?? '2020-11-02',
        unit: line.unit ?? null,
      });
      sums.total_fen += amount;
      for (const name of Object.keys(parts) as (keyof typeof parts)[]) sums[name] += parts[name];
    }
    insertRow(context.database, 'fee_list', {
      id: feeListId,
      stay_id: stayId,
      file_name: '费用.csv',
      file_hash: 'x',
      item_count: lines.length,
      stated_total_fen: null,
      ...sums,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor('clerk').accountId,
    });
  })();
}

export interface MadeStay extends TestStay {
  readonly department?: string;
  readonly lines?: readonly Line[];
}

/** From 1 to 9 November unless said otherwise. @returns the stay */
export function stayOf(hospital: TestHospital, personId: string, stay: MadeStay = {}): string {
  const { context } = hospital;
  const dates = { admittedOn: '2020-11-01', dischargedOn: '2020-11-09' };
  const stayId = addStay(hospital, personId, { ...dates, ...stay });
  if (stay.department !== undefined) {
    const known = context.database.prepare<[string], Record<string, string | null>>(
      'SELECT * FROM stay_detail WHERE stay_id = ?',
    );
    insertRow(context.database, 'stay_detail', {
      ...known.get(stayId)!,
      id: context.newId(),
      department: stay.department,
    });
  }
  addLines(hospital, stayId, stay.lines ?? [{ inScope: 4000 }]);
  return stayId;
}

/** Somebody with these stays, each settled. @returns who */
export function settled(hospital: TestHospital, ...stays: readonly MadeStay[]): string {
  const personId = addPerson(hospital);
  for (const stay of stays.length === 0 ? [{}] : stays) settle(hospital, stayOf(hospital, personId, stay));
  return personId;
}

export function died(hospital: TestHospital, personId: string, on: string): string {
  const { idNumber } = readPerson(hospital.context, personId);
  const record = { idNumber, diedOn: day(on), source: '公安户籍' };
  recordDeath(hospital.context, hospital.actor('finance'), record);
  return personId;
}

/** So many acts of waiver for one settlement that was put off. */
export async function waived(hospital: TestHospital, times: number): Promise<string> {
  const { context, actor } = hospital;
  const personId = addPerson(hospital);
  const stayId = stayOf(hospital, personId);
  const { personalFen } = trialForWindow(context, { stayId, asOrdinary: false });
  const ways = { payments: [by('deferred', personalFen)], instalments: [due('2020-12-31', personalFen)] };
  const { settlementId } = settleBy(hospital, stayId, ways);
  for (let act = 0; act < times; act += 1) {
    await relieveDebt(context, actor('finance'), {
      requestId: context.newId(),
      settlementId,
      kind: 'waiver',
      amountFen: 1000 as Fen,
      reason: '家庭困难',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
  }
  return personId;
}

/** So many settlements of other people, each taken back by that account. */
export async function reversed(
  hospital: TestHospital,
  role: Role,
  times: number,
  stay: MadeStay = {},
): Promise<void> {
  const { context, actor } = hospital;
  for (let act = 0; act < times; act += 1) {
    const { settlementId } = settle(hospital, stayOf(hospital, addPerson(hospital), stay));
    await reverseSettlement(context, actor(role), {
      requestId: context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: role === 'finance' ? 'cashier_lead' : 'finance', password: testPassword },
    });
  }
}
