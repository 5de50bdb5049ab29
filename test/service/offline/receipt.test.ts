import { describe, expect, it } from 'vitest';
import { listPackages } from '../../../electron/service/offline/packages.ts';
import { withdrawPackage } from '../../../electron/service/offline/withdraw.ts';
import { toldRows } from '../../../electron/service/outbox/told.ts';
import { messageIdOf } from '../../../electron/service/platform/message-id.ts';
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
import { WithoutLine } from './without-line.ts';

const line = new WithoutLine();

describe('a receipt', () => {
  it('that is imported again changes nothing and says what it did', async () => {
    await wholeStay(line.hospital);
    const receipt = await handIn(line.reference, await exported(line.hospital));
    await imported(line.hospital, receipt);
    const before = contentOf(line.hospital);
    expect(await imported(line.hospital, receipt)).toMatchObject({
      alreadyImported: true,
      counts: { done: 6 },
    });
    expect(contentOf(line.hospital)).toBe(before);
    const log = line.hospital.context.database.prepare(
      "SELECT count(*) FROM audit WHERE act = 'offline.receipt_imported'",
    );
    expect(log.pluck().get()).toBe(1);
  });

  it('that names another number than the network did is an alarm, and changes nothing', async () => {
    const { settlementId } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    await line.sendAll();
    const lines = await linesOf(sealed);
    const settled = lines.find(({ transactionCode }) => transactionCode === '2304')!;
    const answered = line.hospital.context.database
      .prepare(
        "SELECT answer FROM platform_answer JOIN outbox ON outbox.id = outbox_id WHERE kind = 'settlement'",
      )
      .pluck()
      .get() as string;
    const output = JSON.parse(answered) as { setlinfo: { setl_id: string } };
    output.setlinfo.setl_id = 'S99';
    const number = line.hospital.context.database
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
    expect((await imported(line.hospital, receipt)).counts).toMatchObject({ contradicts: 1 });
    expect(number.get(settlementId)).toBe(before);
    expect(listPackages(line.hospital.context)).toMatchObject([{ contradictionCount: 1 }]);
  });

  it('about a message that was corrected since (2601) says nothing of what goes out now', async () => {
    const { stay } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const receipt = await handIn(line.reference, sealed);
    const admission = line.hospital.context.database
      .prepare("SELECT id FROM outbox WHERE kind = 'admission' AND stay_id = ?")
      .pluck()
      .get(stay.stayId) as string;
    line.hospital.context.database
      .prepare(
        `INSERT INTO outbox_attempt (outbox_id, transaction_code, message_id, at, outcome, code, reason, duration_ms)
         VALUES (?, '2601', ?, '2020', 'accepted', '0', '', 0)`,
      )
      .run(admission, messageIdOf(admission, 0));
    line.hospital.context.database
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
    expect((await imported(line.hospital, only)).counts).toMatchObject({ unchanged: 1 });
    expect(stay.rows()[1]).toBe('admission pending');
  });

  it('that says “later”, “corrected”, or what nobody knows, leaves the record to the network', async () => {
    await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const [first] = await linesOf(sealed);
    const rows = line.hospital.context.database.prepare(
      'SELECT state, attempts FROM outbox ORDER BY sequence',
    );
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
      expect((await imported(line.hospital, receipt)).counts).toMatchObject({ unchanged: 1 });
      expect(rows.all()).toEqual(before);
    }
  });

  it('that says that another content is there under the message id leaves the record to be asked about', async () => {
    const { stay } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const [, { messageId }] = (await linesOf(sealed)) as [unknown, { messageId: string }];
    const refused = { verdict: 'refused', code: '-5', words: '', personNumber: null, output: null } as const;
    const receipt = await receiptOf(sealed, [{ ...refused, messageId }]);
    expect((await imported(line.hospital, receipt)).counts).toMatchObject({ dead: 1 });
    const { context } = line.hospital;
    const admission = toldRows(context, 'admission', stay.stayId);
    withdrawPackage(context, line.hospital.actor('finance'), {
      packageId: sealed.packageId,
      reason: '没有送出',
    });
    expect(admission).toMatchObject([{ state: 'dead', isThere: 'perhaps' }]);
    expect(toldRows(context, 'admission', stay.stayId)).toEqual(admission);
  });

  it('with one line that makes no sense counts for nothing at all', async () => {
    await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const [first, second] = await linesOf(sealed);
    const accepted = { verdict: 'accepted', code: '0', words: '', personNumber: 'P1' } as const;
    const before = contentOf(line.hospital);
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
      const refused = await imported(line.hospital, receipt).catch((error: unknown) => error);
      expect([what, refused]).toMatchObject([what, { code: 'receipt_not_valid' }]);
      expect(contentOf(line.hospital)).toBe(before);
    }
    expect((await imported(line.hospital, await receiptOf(sealed, [good]))).counts).toMatchObject({
      done: 1,
    });
  });

  it('that is not the platform’s, not for this window, or damaged is refused with its own words', async () => {
    await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const receipt = await handIn(line.reference, sealed);
    const stranger = '1'.repeat(64);
    const before = contentOf(line.hospital);
    const refused: [string, string | Promise<string>][] = [
      ['receipt_not_valid', ''],
      ['receipt_not_valid', receipt.slice(0, -10)],
      ['receipt_not_valid', sealed.content],
      [
        'receipt_signature_wrong',
        receipt.replace(/"content":"(.)/, (_all, one) => `"content":"${one === 'A' ? 'B' : 'A'}`),
      ],
      ['receipt_signature_wrong', receiptOf(sealed, [], { privateKeyHex: stranger })],
      ['receipt_not_ours', receiptOf(sealed, [], { header: { packageId: line.hospital.context.newId() } })],
      ['receipt_other_package', receiptOf(sealed, [], { header: { packageHash: '0'.repeat(64) } })],
      ['receipt_not_valid', receiptOf(sealed, [], { header: { count: 3 } })],
    ];
    for (const [code, text] of refused) {
      await expect(imported(line.hospital, await text)).rejects.toMatchObject({
        code,
        sentence: expect.stringMatching(/[一-龥]/),
      });
      expect(contentOf(line.hospital)).toBe(before);
    }
    const other = openHospital();
    await expect(imported(other, receipt)).rejects.toMatchObject({ code: 'receipt_not_ours' });
    other.close();
  });
});
