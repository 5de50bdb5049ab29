import { statement } from '../../../electron/service/database/statement.ts';
import type { Chance } from './chance.ts';
import { type Asked, asked, type Clerk } from './clerk.ts';
import type { Program } from './program.ts';

/** What is there to act upon, read from the file as it is. */
interface Desk {
  readonly program: Program;
  readonly chance: Chance;
  readonly personIds: readonly string[];
  readonly feeFiles: readonly string[];
  readonly newId: () => string;
  readonly today: string;
}

const mostStays = 10;
const diagnoses = [{ code: 'I63.9', name: '脑梗死' }];

/** What a clerk does next; undefined when it cannot be done now. */
export function choose(desk: Desk, clerk: Clerk): Asked | undefined {
  const { chance } = desk;
  if (clerk.trial !== undefined && chance.happens(0.7)) return settle(desk, clerk);
  if (clerk.preview !== undefined && chance.happens(0.7)) return runChain(desk, clerk);
  return acts[chance.weighted(weights)](desk, clerk);
}

function ids({ program }: Desk, sql: string): string[] {
  return statement<[], { readonly id: string }>(program.file, sql)
    .all()
    .map(({ id }) => id);
}

const live = `kind = 'final' AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = this.id)`;
const openStays = `SELECT id FROM stay WHERE NOT EXISTS (
  SELECT 1 FROM settlement AS this WHERE stay_id = stay.id AND ${live}) ORDER BY rowid`;
const liveSettlements = `SELECT id FROM settlement AS this WHERE ${live} ORDER BY rowid`;
const looseLists = `SELECT id FROM fee_list WHERE id NOT IN (SELECT fee_list_id FROM fee_list_withdrawal)
  AND stay_id IN (${openStays}) ORDER BY rowid`;

function one(desk: Desk, sql: string): string | undefined {
  const found = ids(desk, sql);
  return found.length === 0 ? undefined : desk.chance.oneOf(found);
}

function open(desk: Desk): Asked | undefined {
  const { chance, newId, personIds, today } = desk;
  const count = ids(desk, 'SELECT id FROM stay').length;
  if (count >= mostStays) return undefined;
  return asked('stays.open', {
    requestId: newId(),
    personId: chance.oneOf(personIds),
    admissionNumber: `ZY${count + 1}-${newId().slice(-6)}`,
    place: chance.oneOf(['county', 'county', 'referred', 'emergency'] as const),
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
  return asked('stays.importFees', { stayId, fileToken: 'f'.repeat(32) }, desk.chance.oneOf(desk.feeFiles));
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

function settle({ chance, newId }: Desk, clerk: Clerk): Asked | undefined {
  const shown = clerk.trial;
  clerk.trial = undefined;
  if (shown === undefined) return undefined;
  const { stayId, asOrdinary, trialHash, personalFen } = shown;
  const means = chance.oneOf(['cash', 'bank', 'mobile', 'deferred'] as const);
  const payments = [{ means, amountFen: personalFen, reference: means === 'mobile' ? 'M-1' : null }];
  return asked('settlements.settle', { requestId: newId(), stayId, asOrdinary, trialHash, payments });
}

function reverse(desk: Desk, clerk: Clerk): Asked | undefined {
  const settlementId = one(desk, liveSettlements);
  if (settlementId === undefined) return undefined;
  return asked('settlements.reverse', {
    requestId: desk.newId(),
    settlementId,
    reason: '录错',
    secondPerson: clerk.second,
  });
}

function chain(desk: Desk): Asked | undefined {
  const settlementId = one(desk, liveSettlements);
  if (settlementId === undefined) return undefined;
  const resettleFirst = desk.chance.happens(0.7);
  return asked('corrections.previewChain', { settlementId, resettleFirst, asOrdinary: false });
}

function runChain({ newId }: Desk, clerk: Clerk): Asked | undefined {
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
    asked('people.card', { personId: chance.oneOf(personIds) }),
    asked('settlements.list', { day: null, limit: 50 }),
  ]);
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
