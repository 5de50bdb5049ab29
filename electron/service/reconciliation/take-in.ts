import path from 'node:path';
import type { Statement } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { alone } from './alone.ts';
import { mappingOf } from './mapping.ts';
import { readStatementBeside } from './read-beside.ts';
import { readStatement } from './read-statement.ts';
import { readStatementHead } from './statements.ts';
import { storeStatement } from './store-statement.ts';

/**
 * Takes a statement file in, all of it or nothing, in a thread beside the service. Refuses what `readStatement` refuses,
 * `reconciliation_running` and `reconciliation_cancelled`.
 */
export async function takeInFile(
  context: ServiceContext,
  actor: Actor,
  file: { readonly side: StatementSide; readonly sourceName: string; readonly filePath: string },
): Promise<Statement> {
  const { side, sourceName, filePath } = file;
  return alone(context, async (pace) => {
    await requireRoomForFile(context);
    const { hospitalCode } = readHospital(context, today(context));
    const mapping = mappingOf(context, side, sourceName);
    const isSmall = (sizeOf(filePath) ?? 0) <= mostBytesInPlace;
    const read = isSmall ? readStatement : readStatementBeside;
    const title = `${sourceName} ${path.basename(filePath)}`.slice(0, 200);
    return storeStatement(context, actor, { side, source: 'file', title }, (add) =>
      read({ filePath, mapping, hospitalCode }, (portion) => {
        pace.tell({ step: 'reading', done: Math.floor(portion.doneShare * thousand), total: thousand });
        add(portion);
      }),
    );
  });
}

/** So small a file takes less time than a thread to begin. */
const mostBytesInPlace = 2_000_000;
const thousand = 1000;
/** Refuses `statement_unknown`. */
export function requireStatement(
  context: ServiceContext,
  statementId: string,
  side: StatementSide,
): Statement {
  const head = readStatementHead(context, statementId);
  if (head.side === side) return head;
  throw new Refusal('statement_unknown', '没有这份对账单，请刷新后重试。');
}
