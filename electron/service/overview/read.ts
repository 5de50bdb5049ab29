import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Overview } from '../../../shared/contract/overview.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import { openApprovals } from '../approvals/late.ts';
import type { ServiceContext } from '../context.ts';
import { listDayCloses } from '../day-close/read.ts';
import { openShifts } from '../day-close/shift.ts';
import { listDebtors } from '../debts/debtors.ts';
import { fundStanding } from '../fund-claims/standing.ts';
import { today } from '../hospital/settings.ts';
import { countFindings } from '../irregularities/findings.ts';
import { lastSearch } from '../irregularities/last-search.ts';
import { readRate } from '../left-out/rate.ts';
import { uploadSummary } from '../outbox/summary.ts';
import { listRuns } from '../reconciliation/read.ts';
import { payersOf, settledDays } from './money.ts';

/** Today, and what is not in order, each as the subject that it belongs to says it. */
export function readOverview(context: ServiceContext): Overview {
  const day = today(context);
  const { unsentCount, unsentFen, oldestAt, deadCount } = uploadSummary(context);
  const { debtorCount, owedFen, overdueCount, overdueFen } = listDebtors(context, {
    text: '',
    onlyOverdue: false,
  });
  return {
    days: settledDays(context, day),
    payers: payersOf(context, day),
    unsent: { count: unsentCount, amountFen: unsentFen, oldestAt, deadCount },
    reconciled: lastRun(context),
    unpaid: unpaidOf(context),
    drawers: drawersOf(context, day),
    leftOut: readRate(context),
    irregularities: lastSearch(context) === null ? null : countFindings(context),
    debts: { debtorCount, owedFen, overdueCount, overdueFen },
  };
}

function lastRun(context: ServiceContext): Overview['reconciled'] {
  const [run] = listRuns(context);
  if (run === undefined) return null;
  const { runId, number, from, to, differenceCount, signature } = run;
  return { runId, number, from, to, differenceCount, isSigned: signature !== null };
}

function unpaidOf(context: ServiceContext): Overview['unpaid'] {
  const standing = fundStanding(context);
  return {
    unclaimedFen: sumFen(standing.map(({ unclaimedFen, draftFen }) => sumFen([unclaimedFen, draftFen]))),
    claimedFen: sumFen(standing.map(({ openFen }) => openFen)),
    // Older than sixty days: the last two of the ages.
    oldFen: sumFen(standing.map(({ ageFen }) => sumFen(ageFen.slice(2)))),
  };
}

function drawersOf(context: ServiceContext, day: LocalDate): Overview['drawers'] {
  const open = openShifts(context);
  const { waitingCount, objectedCount } = openApprovals(context, null);
  const from = `${day.slice(0, 8)}01` as LocalDate;
  const { rows } = listDayCloses(context, { from, to: day, clerkId: null });
  return {
    openCount: open.length,
    fromBeforeCount: open.filter(({ isFromBefore }) => isFromBefore).length,
    waitingApprovalCount: waitingCount,
    objectionCount: objectedCount,
    unconfirmedCount: rows.filter(({ confirmation }) => confirmation === null).length,
    varianceFen: sumFen(rows.map(({ varianceFen }) => varianceFen)),
    varianceCount: rows.filter(({ varianceFen }) => varianceFen !== 0).length,
  };
}
