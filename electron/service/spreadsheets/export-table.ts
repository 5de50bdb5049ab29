import type { AuditAct } from '../../../shared/audit/act-titles.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, readSetting, today } from '../hospital/settings.ts';
import { wireTime } from '../platform/envelope.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { type Sheet, xlsxOf } from './spreadsheet.ts';

export interface TableFile {
  readonly fileName: string;
  readonly table: Uint8Array<ArrayBuffer>;
}

export interface Exported {
  /** As it is suggested. */
  readonly fileName: string;
  readonly sheets: readonly Sheet[];
  /** What the log says of it; never whom the rows are about. */
  readonly act: AuditAct;
  readonly subjectId?: string;
  readonly detail: Record<string, unknown>;
  /** The second person at the same screen, where the rows are about people; null where they are not. */
  readonly secondPerson: SecondPerson | null;
  /** False where another program reads the rows, and nobody's name is among them. */
  readonly isMarked?: boolean;
}

/**
 * A list that leaves the file for a spreadsheet: that it was taken out is written down first, and below its rows stands by
 * whose account and when, so that a copy that turns up somewhere says where it came from.
 */
export async function exportTable(
  context: ServiceContext,
  actor: Actor,
  { fileName, sheets, act, subjectId, detail, secondPerson, isMarked = true }: Exported,
): Promise<TableFile> {
  const approved = {
    act,
    subjectId: subjectId ?? readHospital(context, today(context)).windowId,
    reason: `导出 ${fileName}`,
  };
  const approval = secondPerson === null ? null : await approve(context, actor, secondPerson, approved);
  inTransaction(context.database, () => {
    const by = approval === null ? {} : { approvalId: recordApproval(context, approval) };
    appendAudit(context, actor, act, subjectId ?? null, { ...detail, ...by });
  });
  const marked = isMarked ? sheets.map((sheet) => markedSheet(context, actor, sheet)) : sheets;
  return { fileName, table: await xlsxOf(marked) };
}

function markedSheet(context: ServiceContext, actor: Actor, sheet: Sheet): Sheet {
  const at = wireTime(context.clock.now(), readSetting(context, 'zone'));
  const mark = ['导出人', `${actor.displayName}（${actor.login}）`, '导出时间', at];
  return { ...sheet, rows: [...sheet.rows, [], mark] };
}
