import type { LeftOutRate } from '../../../shared/contract/left-out.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isStanding } from './standing.ts';

interface Counted {
  readonly runId: string;
  readonly day: LeftOutRate['day'];
  readonly finishedAt: string;
  readonly examinedCount: number;
  readonly entitledCount: number;
  readonly refusedCount: number;
}

interface Standing {
  readonly openCount: number;
  readonly notPossibleCount: number;
  readonly notDueCount: number;
}

/**
 * 落实率 of the last run that came to its end (Suixian 随县卫发〔2020〕1号, 五: 重病兜底保障政策落实率 100 %; Jinzhou 锦卫发〔2019〕61号:
 * 应治尽治), with what was worked off since. A case that was answered 不应享受 counts on neither side, one that had it by
 * another way counts as served; one that cannot be made good stays unserved, and so does one that was reversed and not yet
 * settled anew. Null before the first run.
 */
export function readRate({ database }: ServiceContext): LeftOutRate | null {
  const run = statement<[], Counted>(
    database,
    `SELECT run.id AS runId, day, max(portion.recorded_at) AS finishedAt, sum(examined_count) AS examinedCount,
       sum(entitled_count) AS entitledCount, sum(refused_count) AS refusedCount
     FROM left_out_run AS run JOIN left_out_portion AS portion ON portion.run_id = run.id
     WHERE run.rowid = (SELECT max(ended.rowid) FROM left_out_run AS ended
       JOIN left_out_portion AS last ON last.run_id = ended.id AND last.is_last = 1)
     GROUP BY run.id`,
  ).get();
  if (run === undefined) return null;
  const { openCount, notPossibleCount, notDueCount } = standingCases(database, run.runId);
  const { runId: _, ...counted } = run;
  const entitledCount = counted.entitledCount - notDueCount;
  return {
    ...counted,
    entitledCount,
    servedCount: entitledCount - openCount - notPossibleCount,
    openCount,
    notPossibleCount,
  };
}

/**
 * Of the persons that the run counted: a run under way may have found others, which count when it has ended. A person of a
 * year counts once, as what is least done.
 */
function standingCases(database: ServiceContext['database'], runId: string): Standing {
  const row = statement<[string], Standing>(
    database,
    `SELECT count(*) FILTER (WHERE open > 0) AS openCount,
       count(*) FILTER (WHERE open = 0 AND notPossible > 0) AS notPossibleCount,
       count(*) FILTER (WHERE notDue = cases) AS notDueCount
     FROM (SELECT count(*) AS cases, count(*) FILTER (WHERE answer IS NULL) AS open,
         count(*) FILTER (WHERE answer = 'not_possible') AS notPossible, count(*) FILTER (WHERE answer = 'not_due') AS notDue
       FROM (SELECT insured_year_id, (SELECT answer FROM left_out_answer WHERE case_id = one.id ORDER BY rowid DESC LIMIT 1) AS answer
       FROM left_out_run AS run JOIN left_out_run AS found ON found.rowid <= run.rowid
       JOIN left_out_case AS one ON one.run_id = found.id
       JOIN insured_year AS whose ON whose.id = one.insured_year_id
       WHERE run.id = ? AND whose.year BETWEEN run.first_year AND run.last_year AND ${isStanding('one')})
       GROUP BY insured_year_id)`,
  ).get(runId);
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row;
}
