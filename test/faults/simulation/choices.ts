import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { statement } from '../../../electron/service/database/statement.ts';
import { type AtDesk as Desk, ids, one } from './at-desk.ts';
import type { RequestInput } from '../../../shared/contract/contract.ts';
import { type Asked, asked, askedByHost } from './clerk.ts';
import { actAnyhow, resend, workOff } from './refused-rows.ts';

const mostStays = 10;
const diagnosis = { code: 'I63.9', name: '脑梗死' };
const diagnoses = [diagnosis];
/** The centre takes one of a person and day, so each is of another one. */
function referral(number: number): RequestInput<'stays.open'>['referral'] {
  const day = new Date(Date.UTC(2020, 1, 28 - number)).toISOString().slice(0, 10);
  return {
    fromHospital: '测试乡卫生院',
    fromHospitalCode: 'H42991300009',
    referredOn: day,
    diagnosis,
    reason: '病情加重',
    opinion: '',
    validFrom: day,
    validTo: '2020-03-28',
  };
}

/** What a clerk does next; undefined when it cannot be done now. */
export function choose(desk: Desk): Asked | undefined {
  const { chance, clerk } = desk;
  if (clerk.trial !== undefined && chance.happens(0.7)) return settle(desk);
  if (clerk.preview !== undefined && chance.happens(0.7)) return runChain(desk);
  if (clerk.resend !== undefined && chance.happens(0.7)) return resend(clerk);
  const work = clerk.leads && chance.happens(0.25) ? workOff(desk) : undefined;
  return work ?? somethingPossible(desk);
}

/** What cannot be done now is passed over a few times: a clerk with nothing to settle opens the next stay. */
function somethingPossible(desk: Desk): Asked | undefined {
  const { chance, clerk } = desk;
  for (let time = 0; time < 3; time += 1) {
    const act = clerk.leads
      ? leadActs[chance.weighted({ ...weights, ...leadWeights })](desk)
      : acts[chance.weighted(weights)](desk);
    if (act !== undefined) return act;
  }
  return undefined;
}

const live = `kind = 'final' AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = this.id)`;
const openStays = `SELECT id FROM stay WHERE NOT EXISTS (
  SELECT 1 FROM settlement AS this WHERE stay_id = stay.id AND ${live}) ORDER BY rowid`;
const liveSettlements = `SELECT id FROM settlement AS this WHERE ${live} ORDER BY rowid`;
const looseLists = `SELECT id FROM fee_list WHERE id NOT IN (SELECT fee_list_id FROM fee_list_withdrawal)
  AND stay_id IN (${openStays}) ORDER BY rowid`;

function open(desk: Desk): Asked | undefined {
  const { chance, newId, personIds, today } = desk;
  const count = ids(desk, 'SELECT id FROM stay').length;
  if (count >= mostStays) return undefined;
  const place = chance.oneOf([
    'county',
    'county',
    'county',
    'county',
    'referred',
    'referred',
    'emergency',
  ] as const);
  return asked('stays.open', {
    requestId: newId(),
    personId: chance.oneOf(personIds),
    admissionNumber: `ZY${count + 1}-${newId().slice(-6)}`,
    place,
    referral: place === 'referred' && chance.happens(0.7) ? referral(desk.nextNumber()) : null,
    department: '神经内科',
    bed: '12',
    admittedOn: '2020-03-01',
    dischargedOn: chance.happens(0.9) ? ('2020-03-09' < today ? '2020-03-09' : today) : null,
    diagnoses,
  });
}

function loadFees(desk: Desk): Asked | undefined {
  const stayId = one(desk, openStays);
  if (stayId === undefined) return undefined;
  const file = namedFor(desk, stayId, desk.chance.oneOf(desk.feeFiles));
  return asked('stays.importFees', { stayId, fileToken: 'f'.repeat(32) }, file);
}

/** The hospital's own system writes whose it is into the name: equal lists of two patients are no mistake. */
function namedFor({ program }: Desk, stayId: string, file: string): string {
  const sql = 'SELECT admission_number AS number FROM stay WHERE id = ?';
  const { number = '' } = statement<[string], { number: string }>(program.file, sql).get(stayId) ?? {};
  const named = path.join(path.dirname(file), `${number}-${path.basename(file)}`);
  copyFileSync(file, named);
  return named;
}

function trial(desk: Desk): Asked | undefined {
  const stayId = one(desk, `SELECT stay_id AS id FROM fee_list WHERE id IN (${looseLists})`);
  if (stayId === undefined) return undefined;
  const { person_id } = statement<[string], { person_id: string }>(
    desk.program.file,
    'SELECT person_id FROM stay WHERE id = ?',
  ).get(stayId) ?? { person_id: '' };
  return asked('settlements.trial', { stayId, asOrdinary: person_id === desk.personIds[0] });
}

function settle({ chance, newId, clerk }: Desk): Asked | undefined {
  const shown = clerk.trial;
  clerk.trial = undefined;
  if (shown === undefined) return undefined;
  const { stayId, asOrdinary, trialHash, personalFen } = shown;
  const means = chance.oneOf(['cash', 'bank', 'mobile', 'deferred'] as const);
  const payments = [{ means, amountFen: personalFen, reference: means === 'mobile' ? 'M-1' : null }];
  return asked('settlements.settle', { requestId: newId(), stayId, asOrdinary, trialHash, payments });
}

function reverse(desk: Desk): Asked | undefined {
  const settlementId = one(desk, liveSettlements);
  if (settlementId === undefined) return undefined;
  return asked('settlements.reverse', {
    requestId: desk.newId(),
    settlementId,
    reason: '录错',
    secondPerson: desk.clerk.second,
  });
}

function chain(desk: Desk): Asked | undefined {
  const settlementId = one(desk, liveSettlements);
  if (settlementId === undefined) return undefined;
  const resettleFirst = desk.chance.happens(0.7);
  return asked('corrections.previewChain', { settlementId, resettleFirst, asOrdinary: false });
}

function runChain({ newId, clerk }: Desk): Asked | undefined {
  const shown = clerk.preview;
  clerk.preview = undefined;
  if (shown === undefined) return undefined;
  const { settlementId, resettleFirst, asOrdinary, previewHash, patient } = shown;
  return asked('corrections.runChain', {
    requestId: newId(),
    settlementId,
    resettleFirst,
    asOrdinary,
    previewHash,
    payments: [{ means: 'cash', amountFen: patient.dueFen, reference: null }],
    reason: '名册更正',
    secondPerson: clerk.second,
  });
}

function withdraw(desk: Desk): Asked | undefined {
  const feeListId = one(desk, looseLists);
  return feeListId === undefined ? undefined : asked('stays.withdrawFees', { feeListId, reason: '读错文件' });
}

function change(desk: Desk): Asked | undefined {
  const stayId = one(desk, openStays);
  if (stayId === undefined) return undefined;
  return asked('stays.change', {
    stayId,
    place: 'county',
    department: '心内科',
    bed: desk.chance.oneOf(['3', '7', null]),
    admittedOn: '2020-03-01',
    dischargedOn: '2020-03-09',
    diagnoses,
  });
}

function cancel(desk: Desk): Asked | undefined {
  const stayId = one(
    desk,
    `SELECT id FROM stay WHERE id IN (${openStays})
    AND NOT EXISTS (SELECT 1 FROM fee_list WHERE stay_id = stay.id AND id IN (${looseLists})) ORDER BY rowid`,
  );
  return stayId === undefined ? undefined : asked('stays.cancel', { stayId, reason: '登记错人' });
}

function look({ chance, personIds }: Desk): Asked {
  return chance.oneOf([
    asked('outbox.list', { limit: 50 }),
    asked('outbox.sendNow', {}),
    asked('hospital.status', {}),
    asked('offline.packages', {}),
    asked('people.card', { personId: chance.oneOf(personIds) }),
    asked('settlements.list', { day: null, limit: 50 }),
  ]);
}

/** By stick: packages are written, lost, and come back as receipts. */
function writePackage({ sticks }: Desk): Asked | undefined {
  return sticks.areTaken ? askedByHost('host.sealPackage', { after: 0 }) : undefined;
}

function withdrawPackage({ sticks }: Desk): Asked | undefined {
  const packageId = sticks.loseOne();
  return packageId === undefined
    ? undefined
    : asked('offline.withdraw', { packageId, reason: 'U盘丢失，没有送出' });
}

function importReceipt({ sticks }: Desk): Asked | undefined {
  const file = sticks.aReceipt;
  return file === undefined ? undefined : asked('offline.importReceipt', { fileToken: 'f'.repeat(32) }, file);
}

const acts = { open, loadFees, trial, reverse, chain, withdraw, change, cancel, look } as const;
const weights = {
  open: 14,
  loadFees: 22,
  trial: 36,
  reverse: 10,
  chain: 7,
  withdraw: 4,
  change: 4,
  cancel: 2,
  look: 4,
};
const leadActs = { ...acts, writePackage, withdrawPackage, importReceipt, actAnyhow } as const;
const leadWeights = { writePackage: 6, withdrawPackage: 2, importReceipt: 16, actAnyhow: 4 };
