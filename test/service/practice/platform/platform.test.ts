import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../../shared/calendar/local-date.ts';
import { fen } from '../../../../shared/money/fen.ts';
import type { AmountsRecord } from '../../../../electron/service/outbox/record.ts';
import { messageIdOf } from '../../../../electron/service/platform/message-id.ts';
import type { Holdings } from '../../../../electron/service/practice/platform/holdings.ts';
import {
  type PracticePlatform,
  startPracticePlatform,
} from '../../../../electron/service/practice/platform/server.ts';
import { madeUpIdNumber } from '../../outbox/facts.ts';
import { recordInput } from '../../platform/record-input.ts';

const keyHex = '11'.repeat(32);
const clock = { now: () => new Date('2020-03-10T02:00:00.000Z') };
const dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-practice-'));
let platform: PracticePlatform;

const demands = { signIn: false };
const open = () =>
  startPracticePlatform({ dataFolder, keyHex, nativeBinding: null, clock, port: 0, demands });
beforeAll(async () => {
  platform = await open();
});
afterAll(async () => {
  await platform.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

interface Answer {
  readonly infcode: number;
  readonly err_msg: string;
  readonly output: Record<string, never>;
}

const address = () => `http://127.0.0.1:${platform.port}/`;
const envelope = (infno: string, input: object) => ({
  infno,
  msgid: messageIdOf(newId(), 0),
  mdtrtarea_admvs: '429913',
  insuplc_admdvs: '429913',
  infver: 'V1.0',
  opter: 'window',
  opter_name: '1号窗',
  inf_time: '2020-03-10 10:00:00',
  fixmedins_code: 'H42991300001',
  fixmedins_name: '测试县人民医院',
  input,
});
const post = async (message: object): Promise<Answer> => {
  const response = await fetch(address(), { method: 'POST', body: JSON.stringify(message) });
  return (await response.json()) as Answer;
};
const holdings = async (query = ''): Promise<Holdings> =>
  (await (await fetch(`${address()}holdings${query}`)).json()) as Holdings;

async function admitted(): Promise<{ psn_no: string; mdtrt_id: string; ipt_no: string }> {
  const certno = madeUpIdNumber();
  const identity = {
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    psn_cert_type: '01',
    certno,
    psn_name: '田',
  };
  const { output } = await post(envelope('1101', { data: identity }));
  const { psn_no } = (output as unknown as { baseinfo: { psn_no: string } }).baseinfo;
  const ipt_no = newId();
  const answer = await post(
    envelope('2401', {
      mdtrtinfo: {
        psn_no,
        insutype: '390',
        begntime: '2020-03-01 00:00:00',
        mdtrt_cert_type: '02',
        mdtrt_cert_no: certno,
        med_type: '21',
        ipt_no: ipt_no.slice(0, 30),
        adm_dept_name: '内科',
        dscg_maindiag_code: 'I10',
        dscg_maindiag_name: '高血压',
      },
      diseinfo: [{ psn_no, diag_code: 'I10' }],
    }),
  );
  const { mdtrt_id } = (answer.output as unknown as { result: { mdtrt_id: string } }).result;
  return { psn_no, mdtrt_id, ipt_no: ipt_no.slice(0, 30) };
}

function record(change: Partial<AmountsRecord> = {}): AmountsRecord {
  const person = { personId: newId(), name: '田', idNumber: madeUpIdNumber() };
  return {
    kind: 'settlement',
    settlementId: newId(),
    interim: false,
    stayId: newId(),
    person,
    insurance: 'resident',
    insuredRegion: '429913',
    settledOn: '2020-03-10' as LocalDate,
    dischargedOn: null,
    slipNumber: newId(),
    packHash: 'a'.repeat(64),
    cost: {
      totalFen: fen(100),
      ownExpenseFen: fen(10),
      overLimitFen: fen(0),
      preSelfPayFen: fen(0),
      inScopeFen: fen(90),
    },
    deductibleFen: fen(0),
    layers: [
      { layer: 'basic_insurance', kind: null, title: '基本医疗保险', baseFen: fen(90), payFen: fen(72) },
    ],
    personalFen: fen(28),
    personalAccountFen: fen(0),
    ...change,
  } as AmountsRecord;
}
const settling = async (change: Partial<AmountsRecord> = {}) => {
  const { psn_no, mdtrt_id } = await admitted();
  const known = { personNumber: psn_no, stayNumber: mdtrt_id, originalNumber: null };
  const settlement = record(change);
  return { settlement, known, message: envelope('2304', recordInput(settlement, known)) };
};

describe('the envelope', () => {
  const person = { certno: madeUpIdNumber(), mdtrt_cert_no: '1', mdtrt_cert_type: '02' };
  const good = () => envelope('1101', { data: { ...person, psn_cert_type: '01', psn_name: '田' } });

  it('is accepted when it is complete', async () => {
    expect(await post(good())).toMatchObject({ infcode: 0 });
  });

  const faults: Record<string, object> = {
    msgid: { msgid: '' },
    'msgid longer than 30': { msgid: 'M'.repeat(31) },
    infno: { infno: undefined },
    fixmedins_code: { fixmedins_code: undefined },
    mdtrtarea_admvs: { mdtrtarea_admvs: '42' },
    inf_time: { inf_time: '2020-03-10T10:00:00Z' },
    opter_name: { opter_name: undefined },
    input: { input: 'text' },
  };
  for (const [name, change] of Object.entries(faults)) {
    it(`is refused without a proper ${name}, and the field is named`, async () => {
      const answer = await post({ ...good(), ...change });
      expect(answer.infcode).toBe(-1);
      expect(answer.err_msg).toContain(name.split(' ')[0]);
    });
  }

  it('with a transaction that is not spoken here, or no JSON, is refused', async () => {
    expect((await post({ ...good(), infno: '9999' })).err_msg).toContain('不支持的交易');
    const response = await fetch(address(), { method: 'POST', body: '<xml/>' });
    expect(await response.json()).toMatchObject({ infcode: -1 });
  });
});

describe('a message id', () => {
  it('with the same content is answered in the same words, and nothing happens twice', async () => {
    const { settlement, message } = await settling();
    const first = await post(message);
    expect(first.infcode).toBe(0);
    expect(await post({ ...message, inf_time: '2020-03-11 08:00:00' })).toEqual(first);
    const held = await holdings(`?ourSettlementId=${settlement.settlementId}`);
    expect(held.settlements).toHaveLength(1);
  });

  it('with other content is an error', async () => {
    const { message, known } = await settling();
    await post(message);
    const other = { ...message, input: recordInput(record({ slipNumber: 'other' }), known) };
    expect(await post(other)).toMatchObject({ infcode: -5 });
  });

  it('that was corrected before it arrived is refused when it comes', async () => {
    const { message, known } = await settling();
    const data = { psn_no: known.personNumber, omsgid: message.msgid, oinfno: '2401' };
    expect(await post(envelope('2601', { data }))).toMatchObject({ infcode: 0 });
    expect(await post(message)).toMatchObject({ infcode: -6 });
  });
});

describe('a settlement', () => {
  it('is refused when a part of the cost or a payer is a fen off', async () => {
    const partOff = { cost: { ...record().cost, ownExpenseFen: fen(11) } };
    const payerOff = { personalFen: fen(27) };
    for (const change of [partOff, payerOff]) {
      const { message } = await settling(change);
      expect((await post(message)).infcode).toBe(-1);
    }
  });

  it('is refused under a visit that is unknown, or of another person, or of another hospital', async () => {
    const { message, settlement, known } = await settling();
    const other = await admitted();
    const unknown = { ...known, stayNumber: 'M404' };
    const stranger = { ...known, personNumber: other.psn_no };
    for (const wrong of [unknown, stranger]) {
      const input = recordInput(settlement, wrong);
      expect((await post({ ...message, input })).infcode).toBe(-1);
    }
    expect((await post({ ...message, fixmedins_code: 'H42991399999' })).infcode).toBe(-1);
    expect((await post(message)).infcode).toBe(0);
  });

  it('is refused when its visit is settled already, and possible again after its reversal', async () => {
    const { message, settlement, known } = await settling();
    const { output } = await post(message);
    const { setl_id } = (output as unknown as { setlinfo: { setl_id: string } }).setlinfo;
    const again = envelope('2304', recordInput({ ...settlement, settlementId: newId() }, known));
    expect((await post(again)).err_msg).toContain('已结算');
    const reversal = negated(settlement);
    const undo = envelope('2305', recordInput(reversal, { ...known, originalNumber: setl_id }));
    expect((await post(undo)).infcode).toBe(0);
    expect((await post({ ...undo, msgid: messageIdOf(newId(), 0) })).err_msg).toContain('已撤销');
    expect((await post({ ...again, msgid: messageIdOf(newId(), 0) })).infcode).toBe(0);
  });

  it('is found by person and visit, with its reversal as a record of its own', async () => {
    const { message, settlement, known } = await settling();
    const { output } = await post(message);
    const { setl_id } = (output as unknown as { setlinfo: { setl_id: string } }).setlinfo;
    await post(envelope('2305', recordInput(negated(settlement), { ...known, originalNumber: setl_id })));
    const data = { psn_no: known.personNumber, setl_id: '', mdtrt_id: known.stayNumber };
    const answer = await post(envelope('5203', { data }));
    const { setlinfo } = answer.output as unknown as { setlinfo: Record<string, string>[] };
    expect(setlinfo.map((info) => [info['medfee_sumamt'], info['medins_setl_id'] === message.msgid])).toEqual(
      [
        ['1.00', true],
        ['-1.00', false],
      ],
    );
  });
});

function negated(settlement: AmountsRecord): AmountsRecord {
  const minus = (amount: number) => fen(0 - amount);
  return record({
    ...settlement,
    kind: 'reversal',
    settlementId: newId(),
    reversesId: settlement.settlementId,
    cost: Object.fromEntries(
      Object.entries(settlement.cost).map(([part, amount]) => [part, minus(amount)]),
    ) as unknown as AmountsRecord['cost'],
    layers: settlement.layers.map((layer) => ({ ...layer, payFen: minus(layer.payFen) })),
    personalFen: minus(settlement.personalFen),
  });
}

describe('the platform as a whole', () => {
  it('keeps what it holds over a restart, in an encrypted file', async () => {
    const { message, settlement } = await settling();
    const first = await post(message);
    await platform.close();
    platform = await open();
    expect(await post(message)).toEqual(first);
    expect((await holdings(`?ourSettlementId=${settlement.settlementId}`)).settlements).toHaveLength(1);
    const bytes = readFileSync(path.join(dataFolder, 'practice-platform.db'));
    expect(bytes.includes('SQLite format 3')).toBe(false);
  });

  it('answers 413 to a message without end, 404 and 405 elsewhere', async () => {
    const endless = await fetch(address(), { method: 'POST', body: 'x'.repeat(600_000) });
    expect(endless.status).toBe(413);
    expect((await fetch(`${address()}elsewhere`, { method: 'POST', body: '' })).status).toBe(404);
    expect((await fetch(address())).status).toBe(405);
  });

  it('runs as a program that listens on loopback when it is opened, and ends with its parent', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-practice-'));
    const child = fork(
      path.resolve(import.meta.dirname, '../../../../electron/service/practice/platform.ts'),
    );
    try {
      child.send({ kind: 'open', dataFolder: folder, keyHex });
      const told = await new Promise<unknown>((resolve) => child.once('message', resolve));
      expect(told).toMatchObject({ kind: 'listening' });
      const { port } = told as { port: number };
      const held = await (await fetch(`http://127.0.0.1:${port}/holdings`)).json();
      expect(held).toMatchObject({ admissionCount: 0, settlements: [], visits: [] });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
