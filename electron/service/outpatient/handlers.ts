import type { Handlers } from '../context.ts';
import { askReckoning, lineOf } from './ask-reckoning.ts';
import { endQualification, listQualifications, qualify } from './qualification.ts';
import { listStandings } from './standing.ts';
import { openVisit } from './visit.ts';

type OutpatientRequest =
  | 'outpatient.qualify'
  | 'outpatient.endQualification'
  | 'outpatient.qualifications'
  | 'outpatient.standings'
  | 'outpatient.askReckoning'
  | 'outpatient.openVisit';

export const outpatientHandlers: Pick<Handlers, OutpatientRequest> = {
  'outpatient.qualify': (context, { input, actor }) => qualify(context, actor, input),
  'outpatient.endQualification': (context, { input, actor }) => endQualification(context, actor, input),
  'outpatient.qualifications': (context, { input }) => ({
    qualifications: listQualifications(context, input.personId),
  }),
  'outpatient.standings': (context, { input }) => ({
    standings: listStandings(context, input.personId, input.visitedOn ?? undefined),
  }),
  'outpatient.askReckoning': (context, { input, actor }) =>
    askReckoning(context, actor, input, lineOf(context)),
  'outpatient.openVisit': (context, { input, actor }) => openVisit(context, actor, input),
};
