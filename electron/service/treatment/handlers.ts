import type { treatmentRequests } from '../../../shared/contract/treatment-requests.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { madeTable } from '../reports/made.ts';
import { examineStays } from './examine.ts';
import { gapsOf } from './gaps.ts';
import { countStates, listLines, policyHere, readLine } from './lines.ts';
import { treatmentLists } from './lists.ts';
import { readMonth } from './month.ts';
import { makePackage } from './package.ts';
import { treatmentRate } from './rate.ts';
import { stepsOf } from './steps.ts';
import { addLine, writeDown } from './write-down.ts';

const mostLines = 500;

export const treatmentHandlers: Pick<Handlers, keyof typeof treatmentRequests> = {
  'treatment.list': (context, { input }) => {
    const policy = policyHere(context);
    const { counts, awaitingCount } = countStates(context);
    const lists = policy === undefined ? [] : treatmentLists(policy);
    return {
      counts,
      awaitingCount,
      rate: treatmentRate(counts, policy),
      ...listLines(context, input.filter, mostLines),
      diseases: lists.flatMap(({ id, title, diseases }) =>
        diseases.map(({ name, codes }) => ({
          list: id,
          listTitle: title,
          disease: name,
          hasCodes: codes.length > 0,
        })),
      ),
    };
  },
  'treatment.line': (context, { input }) => ({
    line: readLine(context, input.lineId),
    steps: stepsOf(context, input.lineId).map(({ stayId, recordedBy, ...step }) => ({
      ...step,
      admissionNumber: stayId === null ? null : textOf(context, admissionNumberSql, stayId),
      byName: recordedBy === null ? null : textOf(context, nameSql, recordedBy),
    })),
  }),
  'treatment.add': (context, { input, actor }) => ({ lineId: addLine(context, actor, input) }),
  'treatment.step': (context, { input, actor }) => {
    writeDown(context, actor, input);
    return {};
  },
  'treatment.examine': async (context, { actor }) => {
    const done = await examineStays(context);
    appendAudit(context, actor, 'treatment.examined', null, { ...done });
    return done;
  },
  'treatment.month': async (context, { input: { month } }) => {
    const report = await readMonth(context, month);
    return { report, gaps: gapsOf(context, report), made: madeTable(context, month, report) };
  },
  'treatment.makePackage': async (context, { input, actor }) => {
    const made = await makePackage(context, actor, input);
    context.publish('reports.changed', {});
    return made;
  },
};

const admissionNumberSql = 'SELECT admission_number AS text FROM stay WHERE id = ?';
const nameSql = 'SELECT display_name AS text FROM staff_account WHERE id = ?';

function textOf({ database }: ServiceContext, sql: string, id: string): string | null {
  return statement<[string], { text: string }>(database, sql).get(id)?.text ?? null;
}
