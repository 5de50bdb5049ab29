import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPackages } from '../../../electron/service/offline/packages.ts';
import { withdrawPackage } from '../../../electron/service/offline/withdraw.ts';
import { toldRows } from '../../../electron/service/outbox/told.ts';
import { messageIdOf } from '../../../electron/service/platform/message-id.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { startTestSender, type TestSender } from '../outbox/sending.ts';
import {
  contentOf,
  exported,
  handIn,
  imported,
  linesOf,
  openHospital,
  receiptOf,
  wholeStay,
} from './stick.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender | undefined;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openHospital();
});
afterEach(async () => {
  await reference.clear();
  await sender?.stop();
  sender = undefined;
  hospital.close();
});

async function sendAll(): Promise<void> {
  sender = startTestSender(hospital, reference.url);
  await sender.idle();
}

describe('a receipt', () => {
  it('that is imported again changes nothing and says what it did', async () => {
    await wholeStay(hospital);
    const receipt = await handIn(reference, await exported(hospital));
    await imported(hospital, receipt);
    const before = contentOf(hospital);
    expect(await imported(hospital, receipt)).toMatchObject({ alreadyImported: true, counts: { done: 6 } });
    expect(contentOf(hospital)).toBe(before);
    const log = hospital.context.database.prepare(
      "SELECT count(*) FROM audit WHERE act = 'offline.receipt_imported'",
    );
    expect(log.pluck().get()).toBe(1);
  });

  it('that names another number than the network did is an alarm, and changes nothing', async () => {
    const { settlementId } = await wholeStay(hospital);
    const sealed = await exported(hospital);
    await sendAll();
    const lines = await linesOf(sealed);
    const settled = lines.find(({ transactionCode }) => transactionCode === '2304')!;
    const answered = hospital.context.database
      .prepare(
        "SELECT answer FROM platform_answer JOIN outbox ON outbox.id = outbox_id WHERE kind = 'settlement'",
      )
      .pluck()
      .get() as string;
    const output = JSON.parse(answered) as { setlinfo: { setl_id: string } };
    output.setlinfo.setl_id = 'S99';
    const number = hospital.context.database
      .prepare('SELECT value FROM platform_identifier WHERE our_id = ?')
      .pluck();
    const before = number.get(settlementId);
    const receipt = await receiptOf(sealed, [
      {
        messageId: settled.messageId,
        verdict: 'accepted',
        code: '0',
        words: '',
        personNumber: null,
        output,
      },
    ]);
    expect((await imported(hospital, receipt)).counts).toMatchObject({ contradicts: 1 });
    expect(number.get(settlementId)).toBe(before);
    expect(listPackages(hospital.context)).toMatchObject([{ contradictionCount: 1 }]);
  });

  it('about a message that was corrected since (2601) says nothing of what goes out now', async () => {
    const { stay } = await wholeStay(hospital);
    const sealed = await exported(hospital);
    const receipt = await handIn(reference, sealed);
    const admission = hospital.context.database
      .prepare("SELECT id FROM outbox WHERE kind = 'admission' AND stay_id = ?")
      .pluck()
      .get(stay.stayId) as string;
    hospital.context.database
      .prepare(
        `INSERT INTO outbox_attempt (id, outbox_id, transaction_code, message_id, at, outcome, code, reason, duration_ms)
         VALUES ('a', ?, '2601', ?, '2020', 'accepted', '0', '', 0)`,
      )
      .run(admission, messageIdOf(admission, 0));
    hospital.context.database
      .prepare("UPDATE outbox SET state = 'dead' WHERE kind <> 'referral' AND kind <> 'admission'")
      .run();
    const lines = (await linesOf(sealed)).slice(1, 2);
    const only = await receiptOf(sealed, [
      {
        messageId: lines[0]!.messageId,
        verdict: 'accepted',
        code: '0',
        words: '',
        personNumber: 'P1',
        output: { result: { mdtrt_id: 'M1' } },
      },
    ]);
    expect(receipt).not.toBe('');
    expect((await imported(hospital, only)).counts).toMatchObject({ unchanged: 1 });
    expect(stay.rows()[1]).toBe('admission pending');
  });

  it('that says “later”, “corrected”, or what nobody knows, leaves the record to the network', async () => {
    await wholeStay(hospital);
    const sealed = await exported(hospital);
    const [first] = await linesOf(sealed);
    const rows = hospital.context.database.prepare('SELECT state, attempts FROM outbox ORDER BY sequence');
    const before = rows.all();
    for (const code of ['-2', '-3', '-6', '-7', '4711']) {
      const receipt = await receiptOf(sealed, [
        {
          messageId: first!.messageId,
          verdict: 'refused',
          code,
          words: '',
          personNumber: null,
          output: null,
        },
      ]);
      expect((await imported(hospital, receipt)).counts).toMatchObject({ unchanged: 1 });
      expect(rows.all()).toEqual(before);
    }
  });

  it('that says that another content is there under the message id leaves the record to be asked about', async () => {
    const { stay } = await wholeStay(hospital);
    const sealed = await exported(hospital);
    const [, { messageId }] = (await linesOf(sealed)) as [unknown, { messageId: string }];
    const refused = { verdict: 'refused', code: '-5', words: '', personNumber: null, output: null } as const;
    const receipt = await receiptOf(sealed, [{ ...refused, messageId }]);
    expect((await imported(hospital, receipt)).counts).toMatchObject({ dead: 1 });
    const { context } = hospital;
    const admission = toldRows(context, 'admission', stay.stayId);
    withdrawPackage(context, hospital.actor('finance'), { packageId: sealed.packageId, reason: '没有送出' });
    expect(admission).toMatchObject([{ state: 'dead', isThere: 'perhaps' }]);
    expect(toldRows(context, 'admission', stay.stayId)).toEqual(admission);
  });

  it('with one line that makes no sense counts for nothing at all', async () => {
    await wholeStay(hospital);
    const sealed = await exported(hospital);
    const [first, second] = await linesOf(sealed);
    const accepted = { verdict: 'accepted', code: '0', words: '', personNumber: 'P1' } as const;
    const before = contentOf(hospital);
    const good = { ...accepted, messageId: first!.messageId, output: { result: { trt_dcla_detl_sn: 'T1' } } };
    const nonsense: Record<string, Parameters<typeof receiptOf>[1]> = {
      'an answer of another shape': [
        good,
        { ...accepted, messageId: second!.messageId, output: { result: 1 } },
      ],
      'a message of nobody': [good, { ...good, messageId: 'X'.repeat(28) }],
      'one message twice': [good, good],
      'accepted without a person': [{ ...good, personNumber: null }],
    };
    for (const [what, lines] of Object.entries(nonsense)) {
      const receipt = await receiptOf(sealed, lines);
      const refused = await imported(hospital, receipt).catch((error: unknown) => error);
      expect([what, refused]).toMatchObject([what, { code: 'receipt_not_valid' }]);
      expect(contentOf(hospital)).toBe(before);
    }
    expect((await imported(hospital, await receiptOf(sealed, [good]))).counts).toMatchObject({ done: 1 });
  });

  it('that is not the platform’s, not for this window, or damaged is refused with its own words', async () => {
    await wholeStay(hospital);
    const sealed = await exported(hospital);
    const receipt = await handIn(reference, sealed);
    const stranger = '1'.repeat(64);
    const before = contentOf(hospital);
    const refused: [string, string | Promise<string>][] = [
      ['receipt_not_valid', ''],
      ['receipt_not_valid', receipt.slice(0, -10)],
      ['receipt_not_valid', sealed.content],
      [
        'receipt_signature_wrong',
        receipt.replace(/"content":"(.)/, (_all, one) => `"content":"${one === 'A' ? 'B' : 'A'}`),
      ],
      ['receipt_signature_wrong', receiptOf(sealed, [], { privateKeyHex: stranger })],
      ['receipt_not_ours', receiptOf(sealed, [], { header: { packageId: hospital.context.newId() } })],
      ['receipt_other_package', receiptOf(sealed, [], { header: { packageHash: '0'.repeat(64) } })],
      ['receipt_not_valid', receiptOf(sealed, [], { header: { count: 3 } })],
    ];
    for (const [code, text] of refused) {
      await expect(imported(hospital, await text)).rejects.toMatchObject({
        code,
        sentence: expect.stringMatching(/[一-龥]/),
      });
      expect(contentOf(hospital)).toBe(before);
    }
    const other = openHospital();
    await expect(imported(other, receipt)).rejects.toMatchObject({ code: 'receipt_not_ours' });
    other.close();
  });
});
