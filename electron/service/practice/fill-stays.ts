import path from 'node:path';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { personIdOfNumber } from '../people/person.ts';
import { settleStay } from '../settlements/settle.ts';
import { trialForWindow } from '../settlements/trial.ts';
import { importFees } from '../fees/import-fees.ts';
import { openStay } from '../stays/open.ts';
import { type PracticeStay, practiceStays } from './stays.ts';

/** Opens the stays as the clerk would, loads the fee lists of some and settles those whose lesson needs it. */
export async function fillStays(context: ServiceContext, clerk: Actor): Promise<void> {
  for (const stay of practiceStays) {
    const { stayId } = open(context, clerk, stay);
    if (stay.fees === 'file') continue;
    const file = `${stay.admissionNumber}.csv`;
    await importFees(context, clerk, stayId, path.join(context.practiceFolder, 'loaded', file));
    if (stay.fees === 'settled') settle(context, clerk, stayId);
  }
}

function open(context: ServiceContext, clerk: Actor, stay: PracticeStay): Stay {
  const { admissionNumber, idNumber, department, bed, admittedOn, dischargedOn, diagnoses } = stay;
  return openStay(context, clerk, {
    requestId: context.newId(),
    personId: personOfNumber(context, idNumber),
    admissionNumber,
    place: 'county',
    department,
    bed,
    admittedOn,
    dischargedOn,
    diagnoses: [...diagnoses],
  });
}

function personOfNumber(context: ServiceContext, idNumber: string): string {
  const personId = personIdOfNumber(context, idNumber);
  if (personId === undefined) throw new Error('a practice stay is of somebody who is not in the roster');
  return personId;
}

function settle(context: ServiceContext, clerk: Actor, stayId: string): void {
  const { trialHash, personalFen } = trialForWindow(context, { stayId, asOrdinary: false });
  settleStay(context, clerk, {
    requestId: context.newId(),
    stayId,
    asOrdinary: false,
    trialHash,
    payments: [{ means: 'cash', amountFen: personalFen, reference: null }],
  });
}
