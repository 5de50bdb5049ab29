import { setImmediate } from 'node:timers/promises';
import { localDate, yearOf } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { traceOf } from '../fault.ts';
import { today } from '../hospital/settings.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { feedStay } from './feed.ts';
import { treatmentLists } from './lists.ts';

/** So many stays are looked at in one transaction; others get their turn between two of them. */
const staysAtOnce = 500;

interface Examined {
  readonly examinedCount: number;
  readonly stepCount: number;
}

/**
 * Goes through the stays of this year and the last for what became known after they were fed: codes that were confirmed, a
 * roster that came later, a patient who was identified. It writes what is missing and nothing twice (`feedStay`), so it may
 * be broken off and begun again at any place. Refuses `policy_tampered`.
 */
export async function examineStays(
  context: ServiceContext,
  isStopped: () => boolean = () => false,
): Promise<Examined> {
  const sums = { examinedCount: 0, stepCount: 0 };
  const ranges = JSON.stringify(codesOfLists(context));
  for (let after = 0; ; after += staysAtOnce) {
    const stays = portion(context, after, ranges);
    if (stays === undefined) return sums;
    if (stays.length > 0) {
      inTransaction(context.database, () => {
        for (const stayId of stays) sums.stepCount += feedStay(context, undefined, stayId);
      });
    }
    sums.examinedCount += stays.length;
    await setImmediate();
    if (isStopped()) return sums;
  }
}

/** Categories of the diseases of every list that counted on a day of these years. */
function codesOfLists(context: ServiceContext): { readonly from: string; readonly to: string }[] {
  const acts = statement<{ from: string; to: string }, { id: string }>(
    context.database,
    `SELECT id FROM policy_in_force WHERE from_day <= @to AND (to_day IS NULL OR to_day >= @from) LIMIT 200`,
  ).all({ from: firstDay(context), to: today(context) });
  const codes = acts.flatMap(({ id }) =>
    treatmentLists(policyOfAct(context, id)).flatMap(({ diseases }) => diseases.flatMap((one) => one.codes)),
  );
  const ends = codes.map(({ from, to }) => ({ from: from.slice(0, 3), to: to.slice(0, 3) }));
  return [...new Map(ends.map((one) => [`${one.from}-${one.to}`, one])).values()];
}

function firstDay(context: ServiceContext): string {
  return localDate(yearOf(today(context)) - 1, 1, 1) ?? '';
}

/** Of the next stays in their order those that may be of a disease, or have been; undefined behind the last. */
function portion(context: ServiceContext, after: number, ranges: string): string[] | undefined {
  const { last } =
    statement<[], { last: number | null }>(context.database, 'SELECT max(rowid) AS last FROM stay').get() ??
    {};
  if (typeof last !== 'number' || after >= last) return undefined;
  return statement<object, { stayId: string }>(
    context.database,
    `SELECT stay.id AS stayId FROM stay JOIN stay_detail AS detail ON detail.rowid =
       (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     WHERE stay.rowid > @after AND stay.rowid <= @upTo AND qualification_id IS NULL AND admitted_on >= @from
       AND (EXISTS (SELECT 1 FROM json_each(detail.diagnoses) AS diagnosis JOIN json_each(@ranges) AS range
           ON substr(json_extract(diagnosis.value, '$.code'), 1, 3)
             BETWEEN json_extract(range.value, '$.from') AND json_extract(range.value, '$.to'))
         OR EXISTS (SELECT 1 FROM treatment_step WHERE stay_id = stay.id))
     ORDER BY stay.rowid`,
  )
    .all({ after, upTo: after + staysAtOnce, from: firstDay(context), ranges })
    .map(({ stayId }) => stayId);
}

/** After the opening, behind the search for who was left out; then once a day. */
const firstDelayMs = 5 * 60_000;
const everyMs = 24 * 3600_000;

type Later = (delayMs: number, run: () => void) => () => void;

/** Sees to one examination a day. Returns what ends it, an examination with it. */
export function startDailyExamination(context: ServiceContext, later: Later): () => Promise<void> {
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let cancel = later(firstDelayMs, function look() {
    running = examineStays(context, () => isStopped).catch((error: unknown) => {
      console.error(`the treatment ledger was not brought up to date: ${traceOf(error)}`);
    });
    cancel = later(everyMs, look);
  });
  return async () => {
    isStopped = true;
    cancel();
    await running;
  };
}
