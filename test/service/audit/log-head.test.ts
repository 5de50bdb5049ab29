import { beforeEach, expect, it } from 'vitest';
import { readLogHead, sentLogHead, writtenLogHead } from '../../../shared/audit/log-head.ts';
import { appendAudit, auditHash, type AuditRow, chainStart } from '../../../electron/service/audit/audit.ts';
import { logHead, logHeadToSend } from '../../../electron/service/audit/head.ts';
import { verifyAudit, verifyAuditBeside } from '../../../electron/service/audit/verify.ts';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { writeEnvelope } from '../../../electron/service/platform/envelope.ts';
import { identifyInput } from '../../../electron/service/platform/messages.ts';
import { requestSigner } from '../../../electron/service/platform/request-signature.ts';
import { CountyLine } from '../outbox/county-line.ts';
import { admit } from '../outbox/facts.ts';
import { somebody } from '../platform/line.ts';

const county = new CountyLine();
let hospitalCode: string;
beforeEach(() => {
  const { context } = county.hospital;
  hospitalCode = readHospital(context, today(context)).hospitalCode;
});

/** What somebody with the key can do: the whole log anew without one row, every hash right. */
function rewriteLogWithout(sequence: number): void {
  const { database } = county.hospital.context;
  database.exec('DROP TRIGGER audit_is_never_updated; DROP TRIGGER audit_is_never_deleted;');
  const rows = database
    .prepare<[number], AuditRow>(
      'SELECT sequence, at, account_id, act, subject_id, detail FROM audit WHERE sequence <> ? ORDER BY sequence',
    )
    .all(sequence);
  database.exec('DELETE FROM audit');
  let previousHash = chainStart;
  for (const [index, row] of rows.entries()) {
    const moved = { ...row, sequence: index + 1 };
    const hash = auditHash(previousHash, moved);
    insertRow(database, 'audit', { ...moved, previous_hash: previousHash, hash });
    previousHash = hash;
  }
}

it('goes with every message, and a log that was written anew from the start is noticed by the platform’s', async () => {
  const { context } = county.hospital;
  admit(county.hospital, `RZ${Date.now()}`);
  await county.send();
  const [told] = await county.platform.logHeads(hospitalCode);
  const head = logHead(context)!;
  expect(told).toMatchObject({ sequence: head.sequence, hash: head.hash });

  appendAudit(context, undefined, 'documents.checked', null, {});
  const verifying = { connection: context.connection, head: readLogHead(sentLogHead(told!))! };
  expect(verifyAuditBeside(verifying)).toMatchObject({ ok: true });
  rewriteLogWithout(2);
  expect(verifyAudit(context.database)).toMatchObject({ ok: true });
  expect(verifyAuditBeside(verifying)).toEqual({ ok: false, problem: 'head_missing' });
});

it('is noticed by what was printed, though every hash of the new log is right', () => {
  const { context } = county.hospital;
  const printed = readLogHead(writtenLogHead(logHead(context)!))!;
  appendAudit(context, undefined, 'documents.checked', null, {});
  expect(verifyAuditBeside({ connection: context.connection, head: printed })).toMatchObject({ ok: true });
  rewriteLogWithout(1);
  expect(verifyAuditBeside({ connection: context.connection, head: printed })).toEqual({
    ok: false,
    problem: 'head_missing',
  });
});

it('is no part of what makes a message the same: sent again after the log went on, it is answered as at first', async () => {
  const { context } = county.hospital;
  const input = identifyInput(somebody(county.hospital).record.person, '2020-03-10 10:00:00');
  const signNumber = await signIn();
  const send = async (): Promise<string> => {
    const body = envelope('1101', 'RZ-SAME', signNumber, input);
    return (await fetch(county.platform.url, { method: 'POST', body })).text();
  };
  const first = await send();
  appendAudit(context, undefined, 'documents.checked', null, {});
  expect(await send()).toBe(first);
  expect(JSON.parse(first)).toMatchObject({ infcode: 0 });
  const told = await county.platform.logHeads(hospitalCode);
  expect(told.map(({ sequence }) => sequence)).toContain(logHead(context)!.sequence);
});

function envelope(transactionCode: string, messageId: string, signNumber: string, input: object): string {
  const { context } = county.hospital;
  return writeEnvelope(readHospital(context, today(context)), unsigned, {
    transactionCode,
    messageId,
    insuredRegion: '429913',
    at: context.clock.now(),
    signNumber,
    logHead: logHeadToSend(context),
    input,
  })!;
}

const unsigned = requestSigner({ signingSecret: null, signingKeyHex: null });

async function signIn(): Promise<string> {
  const body = envelope('9001', 'RZ-IN', '', { signIn: { opter_no: 'A1', mac: '00', ip: '127.0.0.1' } });
  const answer = (await (await fetch(county.platform.url, { method: 'POST', body })).json()) as {
    readonly output: { readonly signinoutb: { readonly sign_no: string } };
  };
  return answer.output.signinoutb.sign_no;
}
