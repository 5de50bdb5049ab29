import type { Handlers, HostHandlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { bookDifference, noteDifference } from './acts.ts';
import { cancelWork, runningWork } from './alone.ts';
import { askAboutDifference } from './ask-centre.ts';
import { fetchCharges } from './fetch-charges.ts';
import { fetchStatement } from './fetch.ts';
import { historyOf } from './history.ts';
import { listMappings, peek, setMapping } from './mapping.ts';
import { listRuns, readDifference, readRun } from './read.ts';
import { repeatRun, runReconciliation } from './run.ts';
import { signRun } from './sign.ts';
import { listStatements } from './statements.ts';
import { tableOfRun } from './table-file.ts';
import { takeInFile } from './take-in.ts';

type ReconciliationRequest = Extract<keyof Handlers, `reconciliation.${string}`>;

export const reconciliationHandlers: Pick<Handlers, ReconciliationRequest> = {
  'reconciliation.list': (context) => ({ runs: listRuns(context), running: runningWork(context) }),
  'reconciliation.read': (context, { input: { runId, ...filter } }) => readRun(context, runId, filter),
  'reconciliation.mappings': (context) => listMappings(context),
  'reconciliation.setMapping': (context, { input, actor }) => setMapping(context, actor, input),
  'reconciliation.statements': (context) => listStatements(context),
  'reconciliation.takeIn': (context, { input: { side, sourceName }, actor, filePath }) =>
    takeInFile(context, actor, { side, sourceName, filePath: chosenFile(filePath) }),
  'reconciliation.fetch': (context, { input: { side, ...span }, actor }) =>
    side === 'centre' ? fetchStatement(context, actor, span) : fetchCharges(context, actor, span),
  'reconciliation.peek': (_context, { filePath }) => peek(chosenFile(filePath)),
  'reconciliation.run': (context, { input, actor }) => runReconciliation(context, actor, input),
  'reconciliation.cancel': (context) => cancelWork(context),
  'reconciliation.repeat': (context, { input }) => repeatRun(context, input.runId),
  'reconciliation.sign': (context, { input, actor }) => signRun(context, actor, input),
  'reconciliation.history': (context, { input }) =>
    historyOf(context, readDifference(context, input.runId, input.position)),
  'reconciliation.ask': (context, { input, actor }) => askAboutDifference(context, actor, input),
  'reconciliation.note': (context, { input, actor }) => noteDifference(context, actor, input),
  'reconciliation.book': (context, { input, actor }) => bookDifference(context, actor, input),
};

export const reconciliationHostHandlers: Pick<HostHandlers, 'host.reconciliationTable'> = {
  'host.reconciliationTable': (context, { input, actor }) => tableOfRun(context, actor, input),
};
