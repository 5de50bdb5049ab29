import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { askReckoning } from '../../../electron/service/outpatient/ask-reckoning.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { stateFigures } from '../../../electron/service/settlements/stated-figures.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { tellFees } from '../../../electron/service/stays/tell.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { fen } from '../../../shared/money/fen.ts';
import { addPatient, addPerson, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { CountyLine } from '../outbox/county-line.ts';
import { attempts } from '../outbox/sending.ts';
import { platformAt } from '../year/asking.ts';
import { qualified, visit } from './visits.ts';

const line = new CountyLine();
let opened: Stay;

beforeEach(() => {
  putSuixianIntoForce(line.hospital, { outpatient_hypertension_ratio: '50%' });
  const qualificationId = qualified(line.hospital, addPerson(line.hospital));
  opened = visit(line.hospital, qualificationId, { inScope: 500 });
  const { context } = line.hospital;
  inTransaction(context.database, () => tellFees(context, opened.stayId));
});

const ask = (stayId = opened.stayId, platform = platformAt(line.hospital, line.platform.url)) =>
  askReckoning(line.hospital.context, line.hospital.actor('clerk'), { stayId, asOrdinary: false }, platform);
const trial = () => trialForWindow(line.hospital.context, { stayId: opened.stayId, asOrdinary: false });
const figuresStated = () =>
  line.hospital.context.database.prepare('SELECT count(*) AS count FROM stated_figure').get();

describe('the platform’s own trial of a visit (2206)', () => {
  it('is asked when the visit is told, is compared, and leaves a trial that agrees as it was', async () => {
    expect(await ask()).toMatchObject({ outcome: 'not_told' });
    expect(figuresStated()).toEqual({ count: 0 });
    await line.send();
    const before = trial();
    expect(await ask()).toEqual({ outcome: 'compared', sentence: '' });
    const after = trial();
    expect(after.trialHash).toBe(before.trialHash);
    expect(after.comparison).toMatchObject({ source: 'platform', verdict: 'same' });
    expect(after.comparison?.lines.map(({ part, theirsFen }) => [part, theirsFen])).toEqual([
      ['total', 500_00],
      ['outpatient_insurance', 250_00],
      ['supplementary', 200_00],
      ['personal', 50_00],
    ]);
    await ask();
    expect(figuresStated()).toEqual({ count: 1 });
    expect(await line.platform.count('2206')).toBe(2);
    settle(line.hospital, opened.stayId);
    await line.send();
    expect(attempts(line.hospital)).toContain('2207 accepted 0');
  });

  it('that differs is said line by line, and makes the trial another', async () => {
    await line.platform.reckonOtherwise(opened.admissionNumber, 'hifp_pay', -1_200);
    await line.send();
    const before = trial();
    await ask();
    const after = trial();
    expect(after.trialHash).not.toBe(before.trialHash);
    expect(after.comparison?.lines.filter(({ differenceFen }) => differenceFen !== 0)).toMatchObject([
      { part: 'outpatient_insurance', oursFen: 250_00, theirsFen: 238_00 },
      { part: 'personal', oursFen: 50_00, theirsFen: 62_00 },
    ]);
    // What the hospital's own system says does not cover it up.
    const figures = { source: 'hospital' as const, totalFen: fen(500_00), personalFen: null, layers: [] };
    stateFigures(line.hospital.context, line.hospital.actor('clerk'), opened.stayId, figures);
    expect(trial().comparison?.source).toBe('platform');
  });

  it('leaves everything as it was where the platform does not answer, refuses, or is none', async () => {
    await line.send();
    const before = trial();
    await line.platform.fault('2206', { kind: 'cut_before_acting' });
    expect(await ask()).toMatchObject({ outcome: 'not_reached' });
    await line.refuse('2206');
    expect((await ask()).sentence).toContain('校验不通过');
    const { context, actor } = line.hospital;
    const asked = { stayId: opened.stayId, asOrdinary: false };
    expect(await askReckoning(context, actor('clerk'), asked, undefined)).toMatchObject({
      outcome: 'no_platform',
    });
    expect(trial()).toEqual(before);
    const { stayId } = addPatient(line.hospital);
    expect(await refusalCode(() => ask(stayId))).toBe('not_a_visit');
  });

  it('a settlement of a visit whose amounts the centre shares opens no difference', async () => {
    const { settlementId } = settle(line.hospital, opened.stayId);
    await line.send();
    const { upload } = readSettlement(line.hospital.context, settlementId);
    expect(upload).toMatchObject({ state: 'done', differences: [] });
  });
});
