import { parseLocalDate } from '../../../../shared/calendar/local-date.ts';
import type { Claim } from '../../../../shared/engine/claim.ts';
import { fen, parseYuan } from '../../../../shared/money/fen.ts';
import type { PlainClaim } from './random-claim.ts';

/** The claim that the engine is asked, from the plain text that the oracle reads. */
export function claimOf(plain: PlainClaim): Claim {
  const [ownExpenseFen, overLimitFen] = [parseYuan(plain.ownExpense), parseYuan(plain.overLimit)];
  const [preSelfPayFen, inScopeFen] = [parseYuan(plain.preSelfPay), parseYuan(plain.inScope)];
  const totalFen = fen(ownExpenseFen + overLimitFen + preSelfPayFen + inScopeFen);
  const day = parseLocalDate(plain.settled)!;
  return {
    settledOn: day,
    admittedOn: day,
    place: plain.place as Claim['place'],
    hospital: { level: plain.level as 1 | 2 | 3, countyLevel: plain.countyLevel },
    person: {
      eligibilities: plain.eligibilities as Claim['person']['eligibilities'],
      insured: plain.insured,
      ageYears: plain.age,
      diseases: plain.diseases,
    },
    cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
    approvedFen: Object.fromEntries(
      Object.entries(plain.approved).map(([id, text]) => [id, parseYuan(text)]),
    ),
  };
}
