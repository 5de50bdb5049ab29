import type { Handlers } from '../context.ts';
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
  'hospitalSystem.setQuery': (context, { input: { query, token }, actor }) => {
    inTransaction(context.database, () => {
      writeSetting(context, actor, 'feeQuery', query, today(context));
      if (token !== undefined) writeToken(context, actor, token);
    });
    return hospitalSystemState(context);
  },
  'fees.query': (context, { input, actor }) => queryFees(context, actor, input.stayId),
};
