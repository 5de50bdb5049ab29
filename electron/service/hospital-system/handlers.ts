import type { HospitalSystemState } from '../../../shared/contract/hospital-system.ts';
import type { Actor, Handlers, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { today, writeSetting } from '../hospital/settings.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { hospitalSystemState, lookAgain, setFeeFolder } from './folder.ts';
import { queryFees } from './query-fees.ts';
import { writeToken } from './token.ts';

type HospitalSystemRequest = Extract<keyof Handlers, `hospitalSystem.${string}`> | 'fees.query';

export const hospitalSystemHandlers: Pick<Handlers, HospitalSystemRequest> = {
  'hospitalSystem.state': (context) => hospitalSystemState(context),
  'hospitalSystem.watchFolder': (context, { actor, filePath }) =>
    setFeeFolder(context, actor, chosenFile(filePath)),
  'hospitalSystem.stopWatching': (context, { actor }) => setFeeFolder(context, actor, null),
  'hospitalSystem.lookAgain': async (context) => {
    await lookAgain(context);
    return {};
  },
  'hospitalSystem.setQuery': (context, { input: { query, token }, actor }) =>
    setQuery(context, actor, token, () => writeSetting(context, actor, 'feeQuery', query, today(context))),
  'hospitalSystem.setChargeQuery': (context, { input: { query, token }, actor }) =>
    setQuery(context, actor, token, () => writeSetting(context, actor, 'chargeQuery', query, today(context))),
  'fees.query': (context, { input, actor }) => queryFees(context, actor, input.stayId),
};

/** One system, one token for whatever it is asked. */
function setQuery(
  context: ServiceContext,
  actor: Actor,
  token: string | null | undefined,
  write: () => void,
): HospitalSystemState {
  inTransaction(context.database, () => {
    write();
    if (token !== undefined) writeToken(context, actor, token);
  });
  return hospitalSystemState(context);
}
