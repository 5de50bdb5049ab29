import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Call, Handlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { openCentreRecords } from './centre.ts';
import { groundOf, handoverOf } from './handover.ts';
import { rehearse } from './rehearse.ts';
import { restore } from './restore.ts';

type RecoveryRequest = Extract<keyof Handlers, `recovery.${string}`>;

/** Recovery while the file is open. While it is not, `closed.ts` answers the same requests. */
export const recoveryHandlers: Pick<Handlers, RecoveryRequest> = {
  'recovery.state': ({ connection }) => ({
    open: true,
    refusal: null,
    fileBytes: sizeOf(connection.file) ?? null,
  }),
  'recovery.rehearse': async (context, { input, actor }) => {
    const rehearsal = await rehearse(groundOf(context), input.source, input.askCentre);
    handoverOf(context).rehearsals.keep(rehearsal);
    const { fileName, place } = input.source;
    appendAudit(context, actor, 'recovery.rehearsed', rehearsal.shown.rehearsalId, { fileName, place });
    return rehearsal.shown;
  },
  'recovery.salvage': async (context, { actor }) => {
    const { connection, dataFolder, clock } = context;
    const order = { damaged: connection, dataFolder, at: clock.now().toISOString() };
    const tell = groundOf(context).tell;
    const job = runFileJob('salvage', order, (progress) => tell({ act: 'salvage', ...progress }));
    const report = await job.result;
    appendAudit(context, actor, 'recovery.salvaged', null, { fileName: report.source.fileName });
    return report;
  },
  'recovery.restore': restoreByTwo,
  'recovery.centreRecords': (context) =>
    openCentreRecords(context).map((record) => ({
      ...record,
      totalFen: record.totalFen as Fen,
      personalFen: record.personalFen as Fen,
    })),
  'recovery.noteCentreRecord': noteCentreRecord,
};

async function restoreByTwo(
  context: ServiceContext,
  { input, actor }: Call<'recovery.restore'>,
): Promise<RequestOutput<'recovery.restore'>> {
  const handover = handoverOf(context);
  const rehearsal = handover.rehearsals.find(input.rehearsalId);
  const { fileName } = rehearsal.shown.source;
  const approval = await approve(context, actor, input.secondPerson, {
    act: 'recovery.restore',
    subjectId: rehearsal.shown.sha256,
    reason: input.reason,
  });
  // Also in the file that is set aside: who took it out of use, and what came instead.
  inTransaction(context.database, () => {
    recordApproval(context, approval);
    appendAudit(context, actor, 'recovery.restore_begun', input.rehearsalId, { fileName });
  });
  const order = {
    rehearsal,
    reason: input.reason,
    login: actor.login,
    secondLogin: input.secondPerson.login,
  };
  let closed = false;
  const ground = groundOf(context);
  const closePresent = async (): Promise<void> => {
    closed = true;
    await ground.closePresent();
  };
  try {
    return await restore({ ...ground, closePresent }, order);
  } finally {
    // The file is closed: whatever came of it, a new service opens what is in place.
    if (closed) handover.startAnew();
  }
}

function noteCentreRecord(
  context: ServiceContext,
  { input, actor }: Call<'recovery.noteCentreRecord'>,
): Record<string, never> {
  const { centreRecordId, act, text } = input;
  inTransaction(context.database, () => {
    const known = statement<[string]>(context.database, 'SELECT 1 FROM centre_record WHERE id = ?').get(
      centreRecordId,
    );
    if (known === undefined) {
      throw new Refusal('centre_record_unknown', '没有这条中心记录，请刷新后重新选择。');
    }
    statement<string[]>(
      context.database,
      `INSERT INTO centre_record_note (id, centre_record_id, act, text, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(context.newId(), centreRecordId, act, text, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'recovery.centre_record_noted', centreRecordId, { act, text });
  });
  return {};
}
