import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recoveryRequests } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { sha256OfFile } from '../../../electron/service/file-work/bytes.ts';
import { openCentreRecords } from '../../../electron/service/recovery/centre.ts';
import { allowHandover } from '../../../electron/service/recovery/handover.ts';
import { recoveryHandlers } from '../../../electron/service/recovery/handlers.ts';
import { finishRestore } from '../../../electron/service/recovery/journal.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { startTestBackups } from '../backups/running.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { admit, settle } from '../outbox/facts.ts';
import { startTestSender, states } from '../outbox/sending.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
const startedAnew: true[] = [];

beforeAll(async () => {
  platform = await ReferencePlatform.start();
});
afterAll(() => platform.stop());
beforeEach(() => {
  startedAnew.length = 0;
  hospital = openTestHospital({ platformUrl: platform.url });
  allowHandover(hospital.context, {
    close: async () => {
      hospital.context.database.close();
    },
    startAnew: () => startedAnew.push(true),
  });
});
afterEach(async () => {
  await platform.clear();
  hospital.close();
});

const office = () => hospital.actor('information_office');
let stays = 0;
const newStay = () => admit(hospital, `ZY-R${Date.now()}-${(stays += 1)}`);

async function deliver(): Promise<void> {
  const sender = startTestSender(hospital, platform.url);
  await sender.idle();
  await sender.stop();
}

async function copyNow() {
  const { backups } = startTestBackups(hospital);
  const made = await backups.now(office());
  await backups.stop();
  return { place: 'data' as const, fileName: made.fileName };
}

const call = <Input>(input: Input) => ({
  input,
  actor: office(),
  windowId: office().windowId,
  filePath: undefined,
});

async function rehearse(source: { place: 'data'; fileName: string }, askCentre = false) {
  const shown = await recoveryHandlers['recovery.rehearse'](hospital.context, call({ source, askCentre }));
  return recoveryRequests['recovery.rehearse'].output.parse(shown);
}

function restore(rehearsalId: string, second = 'finance') {
  const secondPerson = { login: second, password: testPassword };
  const input = { rehearsalId, reason: '演练后换用', person: null, secondPerson };
  return recoveryHandlers['recovery.restore'](hospital.context, call(input));
}

/** The next start. */
function startAgain(): void {
  finishRestore(hospital.context.dataFolder);
  hospital.reopen();
}

describe('a rehearsal', () => {
  it('lists what would be lost and what comes back, and writes nothing into either file', async () => {
    const [kept, later] = [newStay(), newStay()];
    const before = settle(hospital, kept);
    const source = await copyNow();
    hospital.clock.advanceMs(60_000);
    const after = settle(hospital, later);
    const newest = newStay();
    const copy = path.join(hospital.context.dataFolder, 'backups', source.fileName);
    const bytes = readFileSync(copy);
    const rows = () => hospital.context.database.prepare('SELECT count(*) FROM settlement').pluck().get();
    const shown = await rehearse(source);
    expect(shown.lost).toMatchObject({
      presentReadable: true,
      settlements: { count: 1, sumFen: after.cost.totalFen },
      reversals: { count: 0 },
      stays: { count: 1, admissionNumbers: [newest.admissionNumber] },
      records: [{ kind: 'final', slipNumber: after.slipNumber, delivered: false }],
      onlyInCopy: 0,
    });
    expect(shown.content.lastSettlement?.slipNumber).toBe(before.slipNumber);
    expect(shown.returning.count).toBeGreaterThan(0);
    expect(shown.centre.asked).toBe('not_asked');
    expect(shown.warnings.join()).toContain('新开的结算单号');
    expect(readFileSync(copy).equals(bytes)).toBe(true);
    expect(readdirSync(path.dirname(copy))).toEqual([source.fileName]);
    expect(rows()).toBe(2);
  });

  it('asks the centre for what the copy does not know', async () => {
    const patient = newStay();
    await deliver();
    const source = await copyNow();
    const settled = settle(hospital, patient);
    await deliver();
    const shown = await rehearse(source, true);
    expect(shown.lost.records).toMatchObject([{ slipNumber: settled.slipNumber, delivered: true }]);
    expect(shown.centre).toMatchObject({
      asked: 'asked',
      askedStays: 1,
      notAskedStays: 0,
      unknownHere: [
        {
          admissionNumber: patient.admissionNumber,
          totalFen: settled.cost.totalFen,
          personalFen: settled.personalFen,
        },
      ],
    });
  });

  it('says that the centre could not be asked', async () => {
    newStay();
    await deliver();
    const source = await copyNow();
    await platform.down();
    try {
      const shown = await rehearse(source, true);
      expect(shown.centre).toMatchObject({ asked: 'unreachable', askedStays: 0, notAskedStays: 1 });
      expect(shown.warnings.join()).toContain('平台连不上');
    } finally {
      await platform.up();
    }
  });

  it('refuses the copy of another hospital', async () => {
    const source = await copyNow();
    const other = openTestHospital();
    allowHandover(other.context, { close: async () => undefined, startAnew: () => undefined });
    const folder = path.join(other.context.dataFolder, 'backups');
    mkdirSync(folder);
    copyFileSync(
      path.join(hospital.context.dataFolder, 'backups', source.fileName),
      path.join(folder, source.fileName),
    );
    await expect(
      recoveryHandlers['recovery.rehearse'](other.context, call({ source, askCentre: false })),
    ).rejects.toThrow('backup_of_other_hospital');
    other.close();
  });
});

describe('a restoration', () => {
  it('puts the copy in place, sets the present file aside with its hash, and doubts what was not delivered', async () => {
    const patient = newStay();
    const source = await copyNow();
    settle(hospital, patient);
    const { rehearsalId } = await rehearse(source);
    const { setAside } = await restore(rehearsalId);
    expect(startedAnew).toHaveLength(1);
    // Nothing has moved yet: the next start does it.
    expect(existsSync(path.join(hospital.context.dataFolder, 'set-aside'))).toBe(false);
    startAgain();
    const { database } = hospital.context;
    expect(database.prepare('SELECT count(*) FROM settlement').pluck().get()).toBe(0);
    expect(new Set(states(hospital).map(({ state }) => state))).toEqual(new Set(['unknown']));
    const aside = path.join(hospital.context.dataFolder, 'set-aside', setAside ?? '');
    const restoration = database.prepare('SELECT * FROM restoration').get() as Record<string, unknown>;
    expect(restoration).toMatchObject({
      source: `data/${source.fileName}`,
      set_aside: setAside,
      set_aside_sha256: sha256OfFile(aside),
      login: 'information_office',
      second_login: 'finance',
      reason: '演练后换用',
    });
    expect(verifyAudit(database).ok).toBe(true);
    expect(database.prepare("SELECT count(*) FROM audit WHERE act = 'recovery.restored'").pluck().get()).toBe(
      1,
    );
    expect(readdirSync(path.join(hospital.context.dataFolder, 'backups'))).toContain(source.fileName);
  });

  it('does nothing a second time: what was delivered after the copy is asked about, or recognised by its message id', async () => {
    const [known, unheard] = [newStay(), newStay()];
    settle(hospital, known);
    const source = await copyNow();
    // After the copy everything reaches the platform, one more settlement included.
    settle(hospital, unheard);
    const { length: atCopy } = await platform.seen();
    await deliver();
    const held = () =>
      Promise.all([known, unheard].map(({ admissionNumber }) => platform.holdings({ admissionNumber })));
    const before = await held();
    const sent = async (from: number, code: string) =>
      (await platform.seen(from)).filter(({ infno }) => infno === code).map(({ msgid }) => msgid);
    const delivered = new Set(await sent(atCopy, '2401'));
    expect(before.map(({ settlements }) => settlements.length)).toEqual([1, 1]);
    const { rehearsalId } = await rehearse(source, true);
    await restore(rehearsalId);
    startAgain();
    const { length: restored } = await platform.seen();
    await deliver();
    expect(await sent(restored, '2304')).toEqual([]);
    // Their corrections are refused (该就诊已有结算), so the same messages go out once more.
    expect(new Set(await sent(restored, '2401'))).toEqual(delivered);
    expect(await held()).toEqual(before);
    expect(states(hospital).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'admission done',
      'admission done',
      'settlement done',
    ]);
  });

  it('keeps what the centre alone holds as facts until somebody has worked it off', async () => {
    const patient = newStay();
    await deliver();
    const source = await copyNow();
    settle(hospital, patient);
    await deliver();
    const { rehearsalId } = await rehearse(source, true);
    await restore(rehearsalId);
    startAgain();
    const [record] = openCentreRecords(hospital.context);
    expect(record).toMatchObject({ admissionNumber: patient.admissionNumber });
    const note = async (act: 'note' | 'worked_off') =>
      recoveryHandlers['recovery.noteCentreRecord'](
        hospital.context,
        call({ centreRecordId: record!.centreRecordId, act, text: '已按原单重新录入' }),
      );
    await note('note');
    expect(openCentreRecords(hospital.context)).toMatchObject([{ note: '已按原单重新录入' }]);
    await note('worked_off');
    expect(openCentreRecords(hospital.context)).toEqual([]);
  });

  it('needs a second person, a rehearsal of this run, and the copy that was rehearsed', async () => {
    const source = await copyNow();
    const { rehearsalId } = await rehearse(source);
    await expect(restore(rehearsalId, 'information_office')).rejects.toThrow('second_person_is_same');
    await expect(restore(rehearsalId, 'clerk')).rejects.toThrow('second_person_not_allowed');
    await expect(restore(hospital.context.newId())).rejects.toThrow('rehearsal_unknown');
    const copy = path.join(hospital.context.dataFolder, 'backups', source.fileName);
    copyFileSync(hospital.file, copy);
    const refusal = await Promise.resolve(restore(rehearsalId)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).code).toBe('rehearsal_outdated');
    expect(startedAnew).toEqual([]);
    startAgain();
    expect(hospital.context.database.prepare('SELECT count(*) FROM restoration').pluck().get()).toBe(0);
  });
});
