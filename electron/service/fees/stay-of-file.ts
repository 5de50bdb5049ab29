import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

interface NamedStay {
  readonly stayId: string;
  readonly admissionNumber: string;
}

/**
 * The stay that a file's name begins with the admission number of: `ZY26020011-1.csv` is of ZY26020011. Of several the
 * longest number; undefined where the name says nothing of a stay that is known here.
 */
export function stayOfFileName(context: ServiceContext, fileName: string): NamedStay | undefined {
  const found = statement<[string], NamedStay>(
    context.database,
    `SELECT id AS stayId, admission_number AS admissionNumber FROM stay
     WHERE substr(?, 1, length(admission_number)) = admission_number
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)
     ORDER BY length(admission_number) DESC LIMIT 10`,
  ).all(fileName);
  // ZY1 is no name of ZY12.csv.
  return found.find(({ admissionNumber }) => !/^[0-9A-Za-z]/.test(fileName.slice(admissionNumber.length)));
}

/** Whether the name says that the file is of that stay; refuses `fee_file_of_another_stay` where it says of somebody else. */
export function isFileOfStay(context: ServiceContext, stayId: string, fileName: string): boolean {
  const named = stayOfFileName(context, fileName);
  if (named === undefined || named.stayId === stayId) return named !== undefined;
  throw ofAnotherStay(`文件名写的是 ${named.admissionNumber}`);
}

/** @param what how the file says so */
export function ofAnotherStay(what: string): Refusal {
  return new Refusal(
    'fee_file_of_another_stay',
    `这份清单不是这一次的：${what}。请核对患者和文件；确是这一次的，请在收费系统重新导出。`,
  );
}
