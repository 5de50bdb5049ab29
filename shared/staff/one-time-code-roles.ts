import type { Role } from '../contract/request.ts';

/** Who signs in with one-time codes besides the password, in the order of the parameter's choices. */
export const oneTimeCodeRoles = ['none', 'information_office', 'information_office_and_finance'] as const;

/** Which roles each of them means. */
export const rolesWithCode: Readonly<Record<(typeof oneTimeCodeRoles)[number], readonly Role[]>> = {
  none: [],
  information_office: ['information_office'],
  information_office_and_finance: ['information_office', 'finance'],
};
