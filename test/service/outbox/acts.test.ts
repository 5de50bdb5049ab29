import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { uploadOfSettlement } from '../../../electron/service/outbox/settlement-upload.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { addPerson, day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { attempts } from './sending.ts';
import { CountyLine } from './county-line.ts';
import { StayAtDesk } from './stay-at-desk.ts';

const line = new CountyLine();

async function settledStay(): Promise<{ stay: StayAtDesk; settlementId: string }> {
  const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
  await stay.fees();
  return { stay, settlementId: stay.settle() };
}

describe('a record that the centre refuses', () => {
  it('is shown with its reason, what it blocks, and what may be done; nothing tries it again', async () => {
    const { stay } = await settledStay();
    await line.refuse('2401');
    await line.send();
    const row = await line.rowOf('admission');
    expect(row).toMatchObject({ state: 'dead', acts: ['note', 'resend'], waitsFor: null, part: 0 });
    const detail = await line.ask('outbox.row', { outboxId: row.outboxId });
    expect(detail).toMatchObject({
      stayId: stay.stayId,
      admissionNumber: stay.admissionNumber,
      blocks: { count: 4, amountFen: 33_740 },
      resolution: null,
    });
    expect(detail.attempts[0]).toMatchObject({ what: 'record', outcome: 'rejected', code: '-1' });
    expect(detail.attempts[0]?.reason).toContain('校验不通过');
    const { rows } = await line.ask('outbox.list', { limit: 100 });
    const { outboxId: referralId } = rows.find(({ kind }) => kind === 'referral')!;
    const { attempts: ofReferral } = await line.ask('outbox.row', { outboxId: referralId });
    expect(ofReferral.map(({ what }) => what)).toEqual(['record', 'identify']);
    const fees = await line.rowOf('fees');
    expect(fees.waitsFor).toEqual({ outboxId: row.outboxId, kind: 'admission', state: 'dead' });
    expect(fees.lastReason).toBe('等此人较早的一条记录处理好后再传。');
    const before = attempts(line.hospital).length;
    line.hospital.clock.advanceMs(48 * 3_600_000);
    await line.send();
    expect(attempts(line.hospital)).toHaveLength(before);
  });

  it('keeps remarks, with who wrote them and none of their words in the log, and stays open', async () => {
    const stay = new StayAtDesk(line.hospital);
    await line.refuse('2401');
    await line.send();
    const { outboxId } = await line.rowOf('admission');
    await line.ask('outbox.note', { outboxId, text: '已电话联系医保中心' });
    const { notes, row } = await line.ask('outbox.row', { outboxId });
    expect(notes).toMatchObject([{ text: '已电话联系医保中心', recordedByName: '测试3号' }]);
    expect(row).toMatchObject({ noteCount: 1, state: 'dead' });
    const logged = line.hospital.context.database
      .prepare("SELECT detail FROM audit WHERE act = 'outbox.note'")
      .pluck();
    expect(JSON.parse(logged.get() as string)).toEqual({ noteId: expect.any(String) });
    expect(stay.rows()).toEqual(['referral done', 'admission dead']);
  });
});

describe('sending anew', () => {
  it('shows what would differ, sends it as a new record, and what waited goes on', async () => {
    const { stay } = await settledStay();
    await line.refuse('2401');
    await line.send();
    const { outboxId } = await line.rowOf('admission');
    renamed(stay.personId, '欧阳建华');
    const { previewHash, changes } = await line.ask('outbox.previewResend', { outboxId });
    expect(changes).toEqual([{ title: '姓名', before: '欧阳建国', after: '欧阳建华' }]);
    const resent = await line.ask('outbox.resend', { outboxId, previewHash, reason: '名册姓名已更正' });
    expect(resent.row).toMatchObject({ state: 'pending', kind: 'admission', personName: '欧阳建华' });
    const old = await line.ask('outbox.row', { outboxId });
    expect(old.row).toMatchObject({ state: 'closed', acts: [] });
    expect(old.resolution).toMatchObject({ act: 'resent', replacedBy: resent.row.outboxId });
    const from = attempts(line.hospital).length;
    await line.send();
    // The name at the centre is the first that it heard; 1101 was answered before.
    expect(attempts(line.hospital).slice(from)).toEqual([
      '2401 accepted 0',
      '2301 accepted 0',
      '2402 accepted 0',
      '2304 accepted 0',
      '4101 accepted 0',
    ]);
    expect((await line.held(stay)).settlements).toHaveLength(1);
    expect(uploadSummary(line.hospital.context)).toMatchObject({ unsentCount: 0, deadCount: 0 });
    expect(verifyAudit(line.hospital.context.database)).toMatchObject({ ok: true });
  });

  it('is refused once the preview is outdated, a second time, and for what goes on by itself', async () => {
    const stay = new StayAtDesk(line.hospital);
    await line.refuse('2401');
    await line.send();
    const { outboxId } = await line.rowOf('admission');
    const { previewHash } = await line.ask('outbox.previewResend', { outboxId });
    stay.change({ bed: '20床' });
    const again = (hash: string) =>
      line.ask('outbox.resend', { outboxId, previewHash: hash, reason: '床位已更正' });
    expect(await refusalCode(() => again(previewHash))).toBe('resend_outdated');
    const anew = await line.ask('outbox.previewResend', { outboxId });
    expect(anew.changes).toEqual([{ title: '床位', before: '7床', after: '20床' }]);
    const { row } = await again(anew.previewHash);
    expect(await refusalCode(() => again(anew.previewHash))).toBe('outbox_row_closed');
    expect(await refusalCode(() => line.ask('outbox.previewResend', { outboxId: row.outboxId }))).toBe(
      'outbox_act_not_possible',
    );
    expect(await refusalCode(() => line.ask('outbox.row', { outboxId: line.hospital.context.newId() }))).toBe(
      'outbox_row_unknown',
    );
  });

  it.each(['2501', '2301', '2402', '2304', '4101'])('works for %s', async (infno) => {
    const stay = new StayAtDesk(line.hospital);
    await stay.fees();
    stay.change({ dischargedOn: day('2020-03-09') });
    const settlementId = stay.settle();
    await line.refuse(infno);
    await line.send();
    const { rows } = await line.ask('outbox.list', { limit: 100 });
    const { outboxId } = rows.find(({ state }) => state === 'dead')!;
    const { previewHash, changes } = await line.ask('outbox.previewResend', { outboxId });
    expect(changes).toEqual([]);
    await line.ask('outbox.resend', { outboxId, previewHash, reason: '中心已放开' });
    await line.send();
    expect(stay.rows().filter((row) => !row.endsWith('done'))).toHaveLength(1);
    const { visits, settlements, lists } = await line.held(stay);
    expect(visits).toMatchObject([{ itemCount: 5, dischargedAt: '2020-03-09 00:00:00' }]);
    expect(settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([settlementId]);
    expect(lists.map(({ ourSettlementId }) => ourSettlementId)).toEqual([settlementId]);
    expect(uploadOfSettlement(line.hospital.context, settlementId).state).toBe('done');
  });
});

describe('a refused settlement that is reversed at the desk', () => {
  it('is closed with its list and its reversal: nothing of them is sent, and later rows go on', async () => {
    const { stay, settlementId } = await settledStay();
    await line.refuse('2304');
    await line.send();
    expect((await line.rowOf('settlement')).acts).toEqual(['note', 'resend', 'reverse']);
    const reversalId = await stay.reverse(settlementId);
    expect(stay.rows().slice(-3)).toEqual(['settlement closed', 'settlement_list closed', 'reversal closed']);
    for (const id of [settlementId, reversalId]) {
      expect(uploadOfSettlement(line.hospital.context, id).state).toBe('closed');
    }
    const again = stay.settle();
    const from = attempts(line.hospital).length;
    await line.send();
    expect(attempts(line.hospital).slice(from)).toEqual(['2304 accepted 0', '4101 accepted 0']);
    expect((await line.held(stay)).settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([
      again,
    ]);
    expect(uploadSummary(line.hospital.context)).toMatchObject({ unsentCount: 0, deadCount: 0 });
  });

  it('while it was still in doubt is closed by a person together with its reversal', async () => {
    const { stay, settlementId } = await settledStay();
    await line.platform.fault('2304', { kind: 'cut_before_acting' });
    await line.send();
    await stay.reverse(settlementId);
    expect(stay.rows().slice(-3)).toEqual([
      'settlement unknown',
      'settlement_list closed',
      'reversal pending',
    ]);
    await line.refuse('2304');
    await line.sender.passTime();
    const row = await line.rowOf('settlement');
    expect(row).toMatchObject({ state: 'dead', acts: ['note', 'close'] });
    await line.ask('outbox.close', { outboxId: row.outboxId, reason: '中心不收，窗口已撤销' });
    expect(stay.rows().slice(-3)).toEqual(['settlement closed', 'settlement_list closed', 'reversal closed']);
    stay.settle();
    await line.send();
    expect((await line.held(stay)).settlements).toHaveLength(1);
  });
});

describe('a record that is given up in doubt', () => {
  it('is asked about again, never sent anew: it may be there', async () => {
    const { stay, settlementId } = await settledStay();
    await line.platform.fault('2304', { kind: 'cut_after_acting' });
    await line.send();
    line.hospital.context.database.exec(
      "UPDATE outbox SET state = 'dead', last_code = 'in_doubt_too_often' WHERE kind = 'settlement'",
    );
    const row = await line.rowOf('settlement');
    expect(row.acts).toEqual(['note', 'ask', 'reverse']);
    expect(await refusalCode(() => line.ask('outbox.previewResend', { outboxId: row.outboxId }))).toBe(
      'outbox_act_not_possible',
    );
    await line.ask('outbox.ask', { outboxId: row.outboxId, reason: '中心说已收到' });
    await line.sender.passTime();
    expect(uploadOfSettlement(line.hospital.context, settlementId).state).toBe('done');
    expect((await line.held(stay)).settlements).toHaveLength(1);
  });
});

describe('a refusal that was not believed', () => {
  it.each(['other_content', 'in_doubt_too_often'])(
    'because asking ended in %s, is neither sent anew nor closed by a reversal: it may be there',
    async (code) => {
      const { stay, settlementId } = await settledStay();
      await line.refuse('2304');
      await line.send();
      line.hospital.context.database
        .prepare("UPDATE outbox SET last_code = ? WHERE kind = 'settlement'")
        .run(code);
      expect((await line.rowOf('settlement')).acts).toEqual(['note', 'ask', 'reverse']);
      await stay.reverse(settlementId);
      expect(stay.rows().slice(-3)).toEqual([
        'settlement dead',
        'settlement_list closed',
        'reversal pending',
      ]);
    },
  );
});

describe('a fact that was undone while its record was refused', () => {
  it('closes it by itself: a withdrawn list is neither sent nor taken back', async () => {
    const stay = new StayAtDesk(line.hospital);
    const feeListId = await stay.fees();
    await line.refuse('2301');
    await line.send();
    stay.withdraw(feeListId);
    expect(stay.rows()).toEqual(['referral done', 'admission done', 'fees closed']);
    expect((await line.rowOf('fees')) === undefined).toBe(true);
  });

  it('of another person holds back nobody else', async () => {
    const [stay, other] = [new StayAtDesk(line.hospital), new StayAtDesk(line.hospital)];
    await line.refuse('2401');
    await line.send();
    expect(new Set([stay.rows().at(-1), other.rows().at(-1)])).toEqual(
      new Set(['admission dead', 'admission done']),
    );
  });
});

/** The next roster names the same person otherwise. */
function renamed(personId: string, name: string): void {
  const { database } = line.hospital.context;
  addPerson(line.hospital, { name });
  database.exec(`
    INSERT INTO roster_entry (person_key, import_sequence, line, id_number, name_id, household_number, relation,
      place_id, insurance_state, phone, eligibility_set_id)
    SELECT entry.person_key, (SELECT max(sequence) FROM roster_import), 9, entry.id_number,
      (SELECT id FROM roster_name WHERE name = '${name}'), entry.household_number, entry.relation, entry.place_id,
      entry.insurance_state, entry.phone, entry.eligibility_set_id
    FROM roster_entry AS entry JOIN person ON person.key = entry.person_key WHERE person.id = '${personId}'`);
}
