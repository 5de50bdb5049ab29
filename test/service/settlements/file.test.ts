import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../../../electron/service/ledger/post.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';

let hospital: TestHospital;
let settlementId: string;
let patient: ReturnType<typeof addPatient>;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  patient = addPatient(hospital);
  ({ settlementId } = settle(hospital, patient.stayId));
});
afterEach(() => hospital.close());

type Row = Record<string, unknown>;

/** Writes a copy of the settlement with some columns changed, as a faulty program would. */
function copySettlement(
  changes: Row,
  layers: readonly number[] = [],
  feeListIds: readonly string[] = [],
): void {
  const { context } = hospital;
  const { database } = context;
  const original = database.prepare('SELECT * FROM settlement WHERE id = ?').get(settlementId) as Row;
  const row = {
    ...original,
    id: context.newId(),
    slip_number: context.newId(),
    request_id: context.newId(),
    ...changes,
  };
  const names = Object.keys(row);
  database.transaction(() => {
    for (const [position, payFen] of layers.entries()) {
      database
        .prepare("INSERT INTO settlement_layer VALUES (?, ?, 'layer', NULL, 't', 'c', 0, ?, 0)")
        .run(row.id, position, payFen);
    }
    for (const id of feeListIds)
      database.prepare('INSERT INTO settlement_fee_list VALUES (?, ?)').run(row.id, id);
    const marks = names.map((name) => `@${name}`).join(', ');
    database.prepare(`INSERT INTO settlement (${names.join(', ')}) VALUES (${marks})`).run(row);
  })();
}

describe('the file itself refuses', () => {
  const stayWithList = (inScope: number): { stay_id: string; list: string } => {
    const stay_id = addStay(hospital, patient.personId);
    return {
      stay_id,
      list: addFees(hospital, stay_id, { inScope, ownExpense: 0, overLimit: 0, preSelfPay: 0 }),
    };
  };

  it('payers that do not sum to the total', () => {
    const { stay_id } = stayWithList(1);
    expect(() => copySettlement({ stay_id }, [5_500_000])).not.toThrow();
    const other = stayWithList(1).stay_id;
    expect(() => copySettlement({ stay_id: other }, [5_499_999])).toThrow('settlement_does_not_balance');
  });

  it('parts of the cost that do not sum to the total', () => {
    const { stay_id } = stayWithList(1);
    expect(() => copySettlement({ stay_id, in_scope_fen: 5_399_999 }, [5_500_000])).toThrow(
      'CHECK constraint failed',
    );
  });

  it('a second live final settlement of a stay', () => {
    expect(() => copySettlement({}, [5_500_000])).toThrow('stay_already_settled');
  });

  it('a fee list that a live settlement holds, that is of another stay, or that is not what is settled', () => {
    const { stay_id, list } = stayWithList(60_000);
    const interim = { stay_id: patient.stayId, kind: 'interim' };
    expect(() => copySettlement(interim, [5_500_000], [patient.feeListId])).toThrow(
      'fee_list_already_settled',
    );
    expect(() => copySettlement(interim, [5_500_000], [list])).toThrow('settlement_does_not_hold_its_fees');
    const small = stayWithList(59_999.99);
    expect(() => copySettlement({ stay_id: small.stay_id }, [5_500_000], [small.list])).toThrow(
      'settlement_does_not_hold_its_fees',
    );
    expect(() => copySettlement({ stay_id }, [5_500_000], [list])).not.toThrow();
  });

  it('a reversal that does not negate, has another year or another stay, or comes twice', () => {
    const negated = {
      kind: 'reversal',
      reverses_id: settlementId,
      reason: 'r',
      total_fen: -6_000_000,
      own_expense_fen: -300_000,
      over_limit_fen: -50_000,
      pre_self_pay_fen: -250_000,
      in_scope_fen: -5_400_000,
      personal_fen: -500_000,
    };
    const wrong = 'reversal_does_not_negate_its_settlement';
    expect(() => copySettlement({ ...negated, personal_fen: -499_999 }, [-5_500_001])).toThrow(wrong);
    expect(() => copySettlement({ ...negated, year: 2021 }, [-5_500_000])).toThrow(wrong);
    expect(() => copySettlement({ ...negated, stay_id: stayWithList(1).stay_id }, [-5_500_000])).toThrow(
      wrong,
    );
    expect(() => copySettlement({ ...negated, reason: null }, [-5_500_000])).toThrow(
      'CHECK constraint failed',
    );
    expect(() => copySettlement(negated, [-5_500_000])).not.toThrow();
    expect(() => copySettlement(negated, [-5_500_000])).toThrow('UNIQUE constraint failed');
  });

  it('layers and lists that come after the row that closes them', () => {
    const { database } = hospital.context;
    expect(() =>
      database
        .prepare("INSERT INTO settlement_layer VALUES (?, 9, 'x', NULL, 't', 'c', 0, 1, 0)")
        .run(settlementId),
    ).toThrow('settlement_is_closed');
    expect(() =>
      database
        .prepare('INSERT INTO settlement_fee_list VALUES (?, ?)')
        .run(settlementId, addFees(hospital, patient.stayId)),
    ).toThrow('settlement_is_closed');
  });

  it.each(['settlement', 'settlement_layer', 'settlement_fee_list', 'ledger_entry', 'ledger_posting'])(
    'a change or a deletion in %s',
    (table) => {
      const { database } = hospital.context;
      const [column] = database
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .pluck()
        .all() as string[];
      expect(() => database.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow(
        `append_only: ${table}`,
      );
      expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(`append_only: ${table}`);
    },
  );
});

describe('a posting', () => {
  const posting = {
    kind: 'correction',
    settlementId: null,
    businessDay: day('2020-03-10'),
    reference: null,
  } as const;
  const write = (...entries: [string, number][]) => {
    const { context } = hospital;
    const { database } = context;
    const id = context.newId();
    database.transaction(() => {
      for (const [position, [account, amount]] of entries.entries()) {
        database
          .prepare('INSERT INTO ledger_entry VALUES (?, ?, ?, NULL, ?)')
          .run(id, position, account, amount);
      }
      database
        .prepare(
          "INSERT INTO ledger_posting VALUES (?, 'correction', NULL, '2020-03-10', NULL, 'x', ?, NULL)",
        )
        .run(id, hospital.actor('clerk').accountId);
    })();
    return id;
  };

  it('that does not sum to zero, or has no entry, is refused by the file', () => {
    expect(() => write(['cash_drawer', 1], ['variance', -2])).toThrow('posting_does_not_balance');
    expect(() => write()).toThrow('posting_does_not_balance');
    expect(() => write(['a_new_account', 1], ['variance', -1])).toThrow('CHECK constraint failed');
    const id = write(['cash_drawer', 1], ['variance', -1]);
    expect(() =>
      hospital.context.database.prepare("INSERT INTO ledger_entry VALUES (?, 9, 'bank', NULL, 0)").run(id),
    ).toThrow('posting_is_closed');
  });

  it('without its closing row leaves no entry behind', () => {
    const { database } = hospital.context;
    const orphan = database.transaction(() => {
      database.prepare("INSERT INTO ledger_entry VALUES ('nobody', 0, 'bank', NULL, 1)").run();
    });
    expect(orphan).toThrow('FOREIGN KEY constraint failed');
    expect(
      database.prepare("SELECT count(*) FROM ledger_entry WHERE posting_id = 'nobody'").pluck().get(),
    ).toBe(0);
  });

  it('that does not sum to zero is a fault before it reaches the file', () => {
    const entries = [{ account: 'bank' as const, payer: null, amountFen: 1 as Fen }];
    expect(() => post(hospital.context, hospital.actor('clerk'), posting, entries)).toThrow(
      'does not balance',
    );
  });
});
