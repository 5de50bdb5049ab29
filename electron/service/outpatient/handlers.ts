import type { Handlers } from '../context.ts';
import { endQualification, listQualifications, qualify } from './qualification.ts';
import { openVisit } from './visit.ts';

type OutpatientRequest =
  | 'outpatient.qualify'
  | 'outpatient.endQualification'
  | 'outpatient.qualifications'
  | 'outpatient.openVisit';

export const outpatientHandlers: Pick<Handlers, OutpatientRequest> = {
  'outpatient.qualify': (context, { input, actor }) => qualify(context, actor, input),
  'outpatient.endQualification': (context, { input, actor }) => endQualification(context, actor, input),
  'outpatient.qualifications': (context, { input }) => ({
    qualifications: listQualifications(context, input.personId),
  }),
  'outpatient.openVisit': (context, { input, actor }) => openVisit(context, actor, input),
};
