import type { AdmissionOfStay } from '../../../shared/contract/admission.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { readStay } from '../stays/stay.ts';
import { agreementOfStay, shownAgreement, signAgreement } from './agreement.ts';
import { checksOfStay, recordChecks } from './checks.ts';
import { admissionOutlook } from './outlook.ts';

type AdmissionRequest =
  | 'admission.outlook'
  | 'admission.ofStay'
  | 'admission.recordChecks'
  | 'admission.signAgreement';

export const admissionHandlers: Pick<Handlers, AdmissionRequest> = {
  'admission.outlook': (context, { input }) => admissionOutlook(context, input),
  'admission.ofStay': (context, { input }) => admissionOfStay(context, input.stayId),
  'admission.recordChecks': (context, { input, actor }) => {
    recordChecks(context, actor, input);
    return admissionOfStay(context, input.stayId);
  },
  'admission.signAgreement': (context, { input, actor }) => {
    signAgreement(context, actor, input);
    return admissionOfStay(context, input.stayId);
  },
};

/** What today's policy says of a stay, what was checked and what was signed. Refuses `stay_not_found`. */
export function admissionOfStay(context: ServiceContext, stayId: string): AdmissionOfStay {
  const stay = readStay(context, stayId);
  const checked = checksOfStay(context, stayId);
  const agreement = agreementOfStay(context, stayId);
  const outlook = admissionOutlook(context, { ...stay, causes: checked?.causes ?? [] });
  if (checked === null) return { outlook, checks: null, agreement: agreement && shownAgreement(agreement) };
  const { checkId: _, ...checks } = checked;
  return { outlook, checks, agreement: agreement && shownAgreement(agreement) };
}
