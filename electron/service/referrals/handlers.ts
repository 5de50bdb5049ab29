import type { Handlers, ServiceContext } from '../context.ts';
import { readPerson } from '../people/person.ts';
import { readStay } from '../stays/stay.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { today } from '../hospital/settings.ts';
import { addDesignated, designatedHospitals, endDesignated, listDesignated } from './designated.ts';
import { importDesignated } from './import-designated.ts';
import { issueReferral, showIssued, withdrawReferral } from './issue.ts';
import { issuedOfStay } from './issued.ts';
import { referralRegister } from './register.ts';

type ReferralRequest =
  | 'referrals.issue'
  | 'referrals.withdraw'
  | 'referrals.ofStay'
  | 'referrals.register'
  | 'designated.list'
  | 'designated.add'
  | 'designated.end'
  | 'designated.import';

export const referralHandlers: Pick<Handlers, ReferralRequest> = {
  'referrals.issue': (context, { input, actor }) => issueReferral(context, actor, input),
  'referrals.withdraw': (context, { input, actor }) => withdrawReferral(context, actor, input),
  'referrals.ofStay': (context, { input }) => referralsOfStay(context, input.stayId),
  'referrals.register': (context, { input }) => referralRegister(context, input),
  'designated.list': (context) => listDesignated(context),
  'designated.add': (context, { input, actor }) => {
    addDesignated(context, actor, input);
    return listDesignated(context);
  },
  'designated.end': (context, { input, actor }) => {
    endDesignated(context, actor, input);
    return listDesignated(context);
  },
  'designated.import': async (context, { actor, filePath }) => ({
    ...(await importDesignated(context, actor, chosenFile(filePath))),
    hospitals: listDesignated(context),
  }),
};

/** A stay, the certificates given out for it, and where its patient may be sent. */
function referralsOfStay(context: ServiceContext, stayId: string) {
  const stay = readStay(context, stayId);
  const { region } = readPerson(context, stay.personId);
  return {
    stay,
    issued: issuedOfStay(context, stayId).map(({ referralId }) => showIssued(context, referralId)),
    hospitals: designatedHospitals(context, region, today(context)).filter(({ countsToday }) => countsToday),
  };
}
