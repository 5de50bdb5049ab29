import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { backupWarnings } from '../backups/schedule-of-file.ts';
import { diskWarnings } from '../disk/watch.ts';
import { uploadSummary } from '../outbox/summary.ts';
import { practiceAccounts } from '../practice/accounts.ts';
import { hasAccounts } from '../staff/accounts.ts';
import { readHospital, today } from './settings.ts';

export const hospitalHandlers: Pick<Handlers, 'hospital.status'> = {
  'hospital.status': (context) => ({
    ...hospitalNames(context),
    today: today(context),
    practice: context.practice,
    isNew: !hasAccounts(context),
    practiceAccounts: context.practice ? practiceAccounts.map((account) => ({ ...account })) : [],
    upload: uploadSummary(context),
    warnings: [...diskWarnings(context), ...backupWarnings(context)],
  }),
};

/** The frame stands before the hospital is set up as well. */
export function hospitalNames(
  context: ServiceContext,
): Pick<RequestOutput<'hospital.status'>, 'hospitalName' | 'windowName'> {
  try {
    const { hospitalName, windowName } = readHospital(context, today(context));
    return { hospitalName, windowName };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hospital_not_set_up') {
      return { hospitalName: '（医院尚未设置）', windowName: '' };
    }
    throw error;
  }
}
