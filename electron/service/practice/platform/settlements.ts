import { z } from 'zod';
import { fen } from '../../../../shared/money/fen.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import {
  answerOf,
  type ChangeableField,
  type Declared,
  declaredSchema,
  reckonOtherwise,
  requireBalance,
  requireNegated,
} from './declared.ts';
import { requireItemsToSum } from './fees.ts';
import { nextNumber, requirePerson } from './people.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode, yuan } from './request.ts';
import { hasLiveFinal, requireVisit, settledInParts, type Visit } from './visits.ts';

const person = z.string().min(1).max(30);
const visitId = z.string().min(1).max(30);
const settleSchema = z.object({
  data: z.object({
    psn_no: person,
    mdtrt_cert_type: z.string().min(1).max(3),
    medfee_sumamt: yuan,
    mdtrt_id: visitId,
    insutype: z.literal('390'),
    mid_setl_flag: z.enum(['0', '1']),
    fulamt_ownpay_amt: yuan,
    overlmt_selfpay: yuan,
    preselfpay_amt: yuan,
    inscp_scp_amt: yuan,
    exp_content: z.array(declaredSchema).length(1),
  }),
});
const reverseSchema = z.object({
  data: z.object({
    mdtrt_id: visitId,
    setl_id: z.string().min(1).max(30),
    psn_no: person,
    exp_content: z.array(declaredSchema).length(1),
  }),
});
const querySchema = z.object({
  data: z.object({ psn_no: person, setl_id: z.string().max(30).optional(), mdtrt_id: visitId }),
});

interface Held {
  readonly setl_id: string;
  readonly declared: string;
  readonly answered: string;
}

/** 2304. The amounts come from the window; this centre answers them, unless told to reckon otherwise. */
export function settle(office: Office, envelope: Envelope): object {
  const { data } = readNode(settleSchema, envelope.input);
  const [declared] = data.exp_content as [Declared];
  const visit = requireVisit(office, data.mdtrt_id, data.psn_no, envelope.fixmedins_code);
  const fields = ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'];
  for (const field of fields as readonly (keyof Declared & keyof typeof data)[]) {
    if (declared[field] !== data[field]) reject(`扩展内容的 ${field} 与交易输入不符`);
  }
  requireBalance(declared);
  if (data.mid_setl_flag === '0') {
    if (hasLiveFinal(office, data.mdtrt_id)) return reject('该就诊已结算');
    const inParts = settledInParts(office, data.mdtrt_id);
    requireItemsToSum(office, data.mdtrt_id, fen(data.medfee_sumamt + inParts));
  }
  return keep(office, envelope, {
    visit,
    declared,
    answered: reckoned(office, visit, declared, 1),
    refdSetlId: null,
    interim: data.mid_setl_flag === '1',
  });
}

/** 2305. A new record with the negated amounts; the original stays. */
export function reverse(office: Office, envelope: Envelope): object {
  const { data } = readNode(reverseSchema, envelope.input);
  const [declared] = data.exp_content as [Declared];
  const visit = requireVisit(office, data.mdtrt_id, data.psn_no, envelope.fixmedins_code);
  const original = statement<[string, string], Held & { readonly reversed: 0 | 1; readonly interim: 0 | 1 }>(
    office.database,
    `SELECT setl_id, declared, answered, interim,
       EXISTS (SELECT 1 FROM settlement AS later WHERE later.refd_setl_id = this.setl_id) AS reversed
     FROM settlement AS this WHERE setl_id = ? AND mdtrt_id = ? AND refd_setl_id IS NULL`,
  ).get(data.setl_id, data.mdtrt_id);
  if (original === undefined) return reject('结算ID不存在');
  if (original.reversed === 1) return reject('该结算已撤销');
  requireBalance(declared);
  requireNegated(declared, JSON.parse(original.declared) as Declared);
  return keep(office, envelope, {
    visit,
    declared,
    answered: reckoned(office, visit, declared, -1),
    refdSetlId: data.setl_id,
    interim: original.interim === 1,
  });
}

/** 5203: every settlement of that person's stay, or one by its number. */
export function query(office: Office, { input, fixmedins_code }: Envelope): object {
  const { data } = readNode(querySchema, input);
  requirePerson(office, data.psn_no);
  requireVisit(office, data.mdtrt_id, data.psn_no, fixmedins_code);
  const held = statement<[string], Held>(
    office.database,
    'SELECT setl_id, declared, answered FROM settlement WHERE mdtrt_id = ? ORDER BY sequence',
  )
    .all(data.mdtrt_id)
    .filter(({ setl_id }) => !data.setl_id || setl_id === data.setl_id)
    .map(({ answered }) => JSON.parse(answered) as { setlinfo: object; setldetail: object[] });
  return {
    setlinfo: held.map(({ setlinfo }) => setlinfo),
    setldetail: held.flatMap(({ setldetail }) => setldetail),
  };
}

/** This centre's own amounts of what a hospital declares: the same, unless it was told to reckon otherwise. */
export function reckoned({ database }: Office, visit: Visit, declared: Declared, sign: 1 | -1): Declared {
  const changes = statement<[string], { field: ChangeableField; more_fen: number }>(
    database,
    `SELECT field, more_fen FROM other_amounts AS this WHERE ipt_no = ?
       AND sequence = (SELECT max(sequence) FROM other_amounts WHERE ipt_no = this.ipt_no AND field = this.field)`,
  ).all(visit.ipt_no);
  return changes.reduce(
    (amounts, { field, more_fen }) => reckonOtherwise(amounts, field, sign * more_fen),
    declared,
  );
}

function keep(
  office: Office,
  { msgid }: Envelope,
  kept: {
    readonly visit: Visit;
    readonly declared: Declared;
    readonly answered: Declared;
    readonly refdSetlId: string | null;
    readonly interim: boolean;
  },
): object {
  const { database, clock } = office;
  const setlId = `S${String(nextNumber(office, 'settlement')).padStart(14, '0')}`;
  const now = clock.now().toISOString();
  const { setlinfo, setldetail } = answerOf(setlId, kept.answered);
  const answer = {
    setlinfo: {
      mdtrt_id: kept.visit.mdtrt_id,
      setl_id: setlId,
      psn_no: kept.visit.psn_no,
      setl_time: now,
      ...setlinfo,
      medins_setl_id: msgid,
    },
    setldetail,
  };
  statement<[string, string, string | null, 0 | 1, string, string, string, string]>(
    database,
    `INSERT INTO settlement (setl_id, mdtrt_id, refd_setl_id, interim, msgid, declared, answered, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    setlId,
    kept.visit.mdtrt_id,
    kept.refdSetlId,
    kept.interim ? 1 : 0,
    msgid,
    JSON.stringify(kept.declared),
    JSON.stringify(answer),
    now,
  );
  return answer;
}
