import { isLive } from '../settlements/live.ts';

/** SQL: a later run found the case no more. */
export const isLapsed = (name: string): string =>
  `EXISTS (SELECT 1 FROM left_out_lapse WHERE case_id = ${name}.id)`;

/** SQL: the settlement of a case stands as it was found. */
export const isAsFound = (name: string): string =>
  `NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = ${name}.settlement_id)`;

/** SQL: the settlement of a case was reversed and its stay settled anew, which was with what was known then. */
export const isSettledAnew = (
  name: string,
) => `EXISTS (SELECT 1 FROM settlement AS taken JOIN settlement AS again ON again.stay_id = taken.stay_id
    WHERE taken.reverses_id = ${name}.settlement_id AND again.rowid > taken.rowid AND ${isLive('again')})`;

/** SQL: a case that still stands; a reversal alone gives the patient nothing yet. */
export const isStanding = (name: string): string => `NOT ${isLapsed(name)} AND NOT ${isSettledAnew(name)}`;
