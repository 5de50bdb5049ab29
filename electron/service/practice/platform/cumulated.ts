import { z } from 'zod';
import { plainYuan, type Fen } from '../../../../shared/money/fen.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import type { Declared } from './declared.ts';
import { heldElsewhere } from './elsewhere.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';

/** The codes of this centre for what each layer pays (累计类别). */
const paidCodes: Readonly<Record<string, string>> = {
  basic_insurance: 'D390100',
  outpatient_insurance: 'D390110',
  critical_illness: 'D390200',
  medical_assistance: 'D610100',
  'medical_assistance.major_illness': 'D610101',
  'medical_assistance.ordinary_illness': 'D610102',
  supplementary: 'D999701',
  health_fund: 'D999702',
  poverty_insurance: 'D999703',
  emergency_assistance: 'D999704',
  temporary_relief: 'D999705',
  charity: 'D999706',
  hospital_waiver: 'D999996',
};

const askedSchema = z.object({
  data: z.object({
    psn_no: z.string().min(1).max(30),
    cum_ym: z.string().regex(/^\d{4}(\d\d)?$/),
  }),
});

/** What a person's year comes to here. A field is undefined once a settlement came without it: then it is not known. */
class Sums {
  stays = 0;
  deductibleFen = 0;
  personalFen = 0;
  burdenFen: number | undefined = 0;
  personalInScopeFen: number | undefined = 0;
  readonly paidFen = new Map<string, number>();

  add(one: {
    readonly deductibleFen: number;
    readonly personalFen: number;
    readonly burdenFen: number | undefined;
    readonly personalInScopeFen: number | undefined;
    readonly paid: Iterable<readonly [layer: string, payFen: number]>;
  }): void {
    this.deductibleFen += one.deductibleFen;
    this.personalFen += one.personalFen;
    this.burdenFen = plus(this.burdenFen, one.burdenFen);
    this.personalInScopeFen = plus(this.personalInScopeFen, one.personalInScopeFen);
    for (const [layer, payFen] of one.paid) {
      const code = paidCodes[layer];
      if (code !== undefined) this.paidFen.set(code, (this.paidFen.get(code) ?? 0) + payFen);
    }
  }

  /** As it goes over the wire. What came to nothing is left out, as many a centre does, but for the count of stays. */
  rows(): readonly (readonly [code: string, cum: string])[] {
    const amounts: readonly (readonly [string, number | undefined])[] = [
      ['Q0000', this.deductibleFen],
      ['G0000', this.personalFen],
      ['G0001', this.personalInScopeFen],
      ['G0002', this.burdenFen],
      ...this.paidFen,
    ];
    return [
      ['C0000', String(this.stays)],
      ...amounts.flatMap(([code, amount]) =>
        amount === undefined || amount === 0 ? [] : [[code, plainYuan(amount as Fen)] as const],
      ),
    ];
  }
}

function plus(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left + right;
}

/** 5206: everybody's settlements of that person and year, ours and those of other hospitals together. */
export function cumulate(office: Office, { input }: Envelope): object {
  const { data } = readNode(askedSchema, input);
  const person = statement<[string], { certno: string }>(
    office.database,
    'SELECT certno FROM person WHERE psn_no = ?',
  ).get(data.psn_no);
  if (person === undefined) return reject('人员编号不存在，请先获取人员信息');
  const year = data.cum_ym.slice(0, 4);
  const sums = new Sums();
  addOwn(office, data.psn_no, year, sums);
  for (const { stays, paidFen, ...amounts } of heldElsewhere(office, person.certno, year)) {
    sums.stays += stays;
    sums.add({ ...amounts, paid: Object.entries(paidFen) });
  }
  return {
    cuminfo: sums.rows().map(([code, cum]) => ({
      insutype: '390',
      year,
      cum_ym: data.cum_ym,
      cum_type_code: code,
      cum,
    })),
  };
}

/** What hospitals declared here. A reversal counts in the year of what it reverses; stays are counted while they live. */
function addOwn({ database }: Office, psnNo: string, year: string, sums: Sums): void {
  const rows = statement<
    { psnNo: string; year: string },
    {
      readonly mdtrt_id: string;
      readonly declared: string;
      readonly live: 0 | 1;
      readonly isStay: 0 | 1;
    }
  >(
    database,
    `SELECT this.mdtrt_id, this.declared, this.refd_setl_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM settlement AS later WHERE later.refd_setl_id = this.setl_id) AS live,
       NOT EXISTS (SELECT 1 FROM message WHERE message.fixmedins_code = visit.fixmedins_code
         AND message.msgid = visit.msgid AND message.infno = '2201' AND message.infcode = '0') AS isStay
     FROM settlement AS this JOIN visit USING (mdtrt_id)
     LEFT JOIN settlement AS original ON original.setl_id = this.refd_setl_id
     WHERE visit.psn_no = @psnNo AND substr(json_extract(coalesce(original.declared, this.declared), '$.setl_date'), 1, 4) = @year
     ORDER BY this.sequence`,
  ).all({ psnNo, year });
  sums.stays += new Set(
    rows.filter(({ live, isStay }) => live === 1 && isStay === 1).map(({ mdtrt_id }) => mdtrt_id),
  ).size;
  for (const { declared, isStay } of rows) {
    const amounts = JSON.parse(declared) as Declared;
    sums.add({
      // What a visit bears belongs to its disease.
      deductibleFen: isStay === 1 ? amounts.act_pay_dedc : 0,
      personalFen: amounts.psn_part_amt,
      burdenFen: amounts.our_burden,
      personalInScopeFen: amounts.our_psn_inscp,
      paid: amounts.setldetail.map(({ our_layer, our_kind, fund_payamt }) => [
        our_kind === '' ? our_layer : `${our_layer}.${our_kind}`,
        fund_payamt,
      ]),
    });
  }
}
