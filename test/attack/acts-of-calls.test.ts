import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopRecount } from '../../electron/service/fees/recount.ts';
import type { RequestName } from '../../shared/contract/contract.ts';
import { actsOfRequests } from '../service/audit/acts-of-requests.ts';
import { Walk } from './walk.ts';
import { accounts, oneTimeCodes } from './walks/accounts.ts';
import { county, rosterWork } from './walks/county.ts';
import { alone, claims, closedDay, owed, settled } from './walks/money.ts';
import { office, papers, settings } from './walks/office.ts';
import { outpatient, people, stay, unknownPatient } from './walks/stays.ts';

/* Each request that changes or gives something away, really made: what it leaves in the log is what is written down for it. */

let walk: Walk;
beforeAll(async () => {
  walk = await Walk.begin();
});
afterAll(async () => {
  await stopRecount(walk.hospital.context);
  walk.hospital.close();
});

/** Needs another house, a month's work or a file of its own: what they leave is read by the tests of their subjects, and in the fuzz where they are let through. */
const notCalledHere: readonly RequestName[] = [
  'staff.firstStart',
  'identification.decide',
  'catalogue.map',
  'fees.query',
  'designated.import',
  'settlements.approveAmount',
  'debts.listDefault',
  'debts.saveDefaultList',
  'reconciliation.setMapping',
  'reconciliation.takeIn',
  'reconciliation.fetch',
  'reconciliation.run',
  'reconciliation.repeat',
  'reconciliation.sign',
  'reconciliation.ask',
  'reconciliation.note',
  'reconciliation.book',
  'reconciliation.save',
  'topUps.settle',
  'topUps.withdraw',
  'fundClaims.send',
  'fundClaims.receive',
  'fundClaims.writeOff',
  'fundClaims.saveSigned',
  'fundClaims.importReply',
  'fundClaims.release',
  'fundClaims.forfeit',
  'fundClaims.changeSettings',
  'reports.sent',
  'treatment.add',
  'treatment.step',
  'treatment.examine',
  'treatment.makePackage',
  'year.ask',
  'corrections.runChain',
  'leftOut.answer',
  'outbox.resend',
  'outbox.ask',
  'outbox.close',
  'offline.export',
  'offline.importReceipt',
  'offline.withdraw',
  'workbench.startReplay',
  'workbench.saveLosingPersons',
  'workbench.saveReplay',
  'workbench.putIntoForce',
  'documents.check',
  'irregularities.answer',
  'irregularities.close',
  'irregularities.save',
  'followUp.record',
  'followUp.saveList',
  'outpatient.askReckoning',
  'publicBoard.make',
  'keys.printRecoveryKey',
  'keys.openWithRecoveryKey',
  'backups.now',
  'recovery.rehearse',
  'recovery.restore',
  'recovery.salvage',
  'recovery.noteCentreRecord',
];

const parts = [
  accounts,
  oneTimeCodes,
  people,
  stay,
  unknownPatient,
  outpatient,
  settled,
  owed,
  alone,
  closedDay,
  claims,
  settings,
  papers,
  office,
  county,
  rosterWork,
];

describe('what is left in the log', () => {
  it.each(parts.map((part) => [part.name, part] as const))('is what is written down: %s', async (_, part) => {
    const before = walk.called.size;
    await part(walk);
    expect(walk.faults.splice(0)).toEqual([]);
    expect(walk.called.size).toBeGreaterThan(before);
  });

  it('holds nobody’s number, whatever was typed', () => {
    const details = walk.hospital.context.database.prepare('SELECT detail FROM audit').pluck().all();
    const typed = details.filter((detail) => String(detail).includes('录错了，应为4299'));
    expect(typed.length).toBeGreaterThan(2);
    expect(details.filter((detail) => /(?<![\da-z])\d{17}[\dX](?![\da-z])/.test(String(detail)))).toEqual([]);
  });

  it('every request that changes something is called here, or named as one that is not', () => {
    const changing = Object.entries(actsOfRequests).filter(([, left]) => typeof left !== 'string');
    expect([...walk.called, ...notCalledHere].toSorted()).toEqual(changing.map(([name]) => name).toSorted());
  });
});
