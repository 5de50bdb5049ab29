import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../electron/service/database/migrations/migrations.ts';
import { putIntoForceByTwo } from '../../../electron/service/policy/handlers.ts';
import { listInForce, policyFor } from '../../../electron/service/policy/in-force.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { fingerprintOf } from '../../../electron/service/signing/fingerprint.ts';
import { signTextWith } from '../../../electron/service/signing/signature.ts';
import { newKeyPair, windowKey } from '../../../electron/service/signing/window-key.ts';
import { openInForce } from '../../../electron/service/workbench/opened-packs.ts';
import { policyInForceSchema } from '../../../shared/contract/policy.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addPatient,
  day,
  insuredRegion,
  putSuixianIntoForce,
  settle,
  suixianText,
} from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const putByTwo = () =>
  putIntoForceByTwo(
    hospital.context,
    hospital.actor('information_office'),
    { login: 'finance', password: testPassword },
    {
      text: suixianText(hospital),
      fileName: 'suixian-2020.yaml',
      fromDay: day('2020-01-01'),
      toDay: null,
      options: { guarantee_base: 'in_scope' },
    },
  );
const open = () => policyFor(hospital.context, insuredRegion, day('2020-03-10'));

/** What somebody does with the file's key in hand: triggers are no wall for him. */
function change(sql: string, ...parameters: unknown[]): void {
  const { database } = hospital.context;
  const triggers = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'policy_%'")
    .pluck()
    .all();
  for (const name of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  database.prepare(sql).run(...parameters);
}

/** The same while the program is closed. */
function behindOurBack(sql: string, ...parameters: unknown[]): void {
  change(sql, ...parameters);
  hospital.reopen();
}

describe('putting a pack into force', () => {
  it('is signed with the key of this window, with both names, and says so', async () => {
    const act = await putByTwo();
    const fingerprint = fingerprintOf(windowKey(hospital.context).publicKeyHex);
    expect(act.signature).toEqual({
      state: 'signed',
      by: hospital.actor('information_office').displayName,
      secondPerson: hospital.actor('finance').displayName,
      fingerprint,
    });
    expect(policyInForceSchema.parse(act)).toEqual(act);
    hospital.reopen();
    expect(listInForce(hospital.context)).toEqual([act]);
    expect(open().inForceId).toBe(act.inForceId);
  });

  it('signs pack, region, dates, options, moment and approval', async () => {
    const { inForceId, packHash } = await putByTwo();
    const text = hospital.context.database.prepare('SELECT statement FROM policy_signature').pluck().get();
    const { act } = JSON.parse(String(text)) as { act: Record<string, unknown> };
    expect(act).toMatchObject({
      inForceId,
      packHash,
      region: insuredRegion,
      fromDay: '2020-01-01',
      toDay: null,
      options: '{"guarantee_base":"in_scope"}',
      recordedAt: '2020-03-10T02:00:00.000Z',
      accountId: hospital.actor('information_office').accountId,
    });
    expect(act['approvalId']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a pack that was changed behind our back', () => {
  const changes: readonly (readonly [string, string])[] = [
    ['its text', "UPDATE policy_pack SET text = replace(text, 'ratio: 65%', 'ratio: 60%')"],
    ['its options', `UPDATE policy_in_force SET options = '{"guarantee_base":"total"}'`],
    ['its region', "UPDATE policy_in_force SET region = '420000'"],
    ['its first day', "UPDATE policy_in_force SET from_day = '2019-01-01'"],
    ['its last day', "UPDATE policy_in_force SET to_day = '2030-12-31'"],
    ['who did it', 'UPDATE policy_in_force SET recorded_by = NULL'],
    ['the approval', 'UPDATE policy_in_force SET approval_id = NULL'],
    [
      'the names in the statement',
      "UPDATE policy_signature SET statement = replace(statement, '测试', '他人')",
    ],
    ['the signature', "UPDATE policy_signature SET signature = replace(signature, '0', '1')"],
    ['its signature away', 'DELETE FROM policy_signature'],
  ];

  it('is refused with a sentence, whatever of it was changed', async () => {
    await putByTwo();
    hospital.reopen();
    const { database } = hospital.context;
    const outcomes: unknown[] = [];
    for (const [name, sql] of changes) {
      database.exec('BEGIN');
      change(sql);
      outcomes.push([name, await refusalCode(open), listInForce(hospital.context)[0]?.signature.state]);
      database.exec('ROLLBACK');
    }
    expect(outcomes).toEqual(changes.map(([name]) => [name, 'policy_tampered', 'broken']));
  });

  it('stops the trial and the workbench, and its sentence says what to do', async () => {
    const { stayId } = addPatient(hospital);
    const { inForceId } = await putByTwo();
    behindOurBack("UPDATE policy_pack SET text = replace(text, 'ratio: 65%', 'ratio: 60%')");
    const refusal = await refusalOf(() => trialForWindow(hospital.context, { stayId, asOrdinary: false }));
    expect(refusal.code).toBe('policy_tampered');
    expect(refusal.sentence).toContain('重新启用政策包');
    expect(await refusalCode(() => openInForce(hospital.context, inForceId))).toBe('policy_tampered');
    // The text lies there under its hash, and is no better when the pack comes anew: only a copy of the file helps.
    expect(await refusalCode(putByTwo)).toBe('policy_tampered');
  });

  it('is put into force anew where only the act was changed', async () => {
    const { stayId } = addPatient(hospital);
    await putByTwo();
    behindOurBack("UPDATE policy_in_force SET options = '{}'");
    await putByTwo();
    expect(settle(hospital, stayId).slipNumber).not.toBe('');
    const states = listInForce(hospital.context).map(({ signature }) => signature.state);
    expect(states).toEqual(['signed', 'broken']);
  });

  it('is refused, too, when somebody signs the change with a key of his own', async () => {
    await putByTwo();
    const text = String(
      hospital.context.database.prepare('SELECT statement FROM policy_signature').pluck().get(),
    ).replace('in_scope', 'total');
    const { publicKeyHex, privateKeyHex } = newKeyPair();
    const signature = signTextWith(privateKeyHex, text);
    behindOurBack(`UPDATE policy_in_force SET options = '{"guarantee_base":"total"}'`);
    behindOurBack(
      'UPDATE policy_signature SET statement = ?, public_key = ?, signature = ?',
      text,
      publicKeyHex,
      signature,
    );
    expect(await refusalCode(open)).toBe('policy_tampered');
  });
});

describe('a pack that was in force before there were signatures', () => {
  it('settles on, and is said to be unsigned', () => {
    putSuixianIntoForce(hospital);
    const { database } = hospital.context;
    // The file as it was one step of the schema ago.
    database.exec('DROP TABLE policy_signature');
    database.exec(migrations.find(({ title }) => title === 'policy signature')!.sql);
    hospital.reopen();
    expect(open().packTitle).toContain('随县');
    expect(listInForce(hospital.context)[0]?.signature).toEqual({ state: 'unsigned' });
  });

  it('is the only kind without: no row can come without a signature any more', () => {
    putSuixianIntoForce(hospital);
    const unsigned = "INSERT INTO policy_signature (in_force_id, recorded_at) VALUES ('x', '2020')";
    expect(() => hospital.context.database.exec(unsigned)).toThrow('policy_is_not_signed');
  });
});
