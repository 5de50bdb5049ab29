import path from 'node:path';
import type { Statement } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { alone } from './alone.ts';
import { mappingOf } from './mapping.ts';
import { type LinePortion, pack } from './packed.ts';
import { readStatementBeside } from './read-beside.ts';
import { readStatement, type StatementSums } from './read-statement.ts';
import { readStatementHead } from './statements.ts';

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
    const storing = new Storing(context);
    try {
      const isSmall = (sizeOf(filePath) ?? 0) <= mostBytesInPlace;
      const read = isSmall ? readStatement : readStatementBeside;
      const sums = await read({ filePath, mapping, hospitalCode }, (portion) => {
        pace.tell({ step: 'reading', done: Math.floor(portion.doneShare * thousand), total: thousand });
        storing.add(portion);
      });
      const title = `${sourceName} ${path.basename(filePath)}`.slice(0, 200);
      return storing.close(actor, { side, source: 'file', title }, sums);
    } catch (error) {
      storing.withdraw();
      throw error;
    }
  });
}

/** So small a file takes less time than a thread to begin. */
const mostBytesInPlace = 2_000_000;
const thousand = 1000;
/** Characters that are packed and written together: some milliseconds of the service's time. */
const packedTogether = 800_000;

export interface StatementHead {
  readonly side: StatementSide;
  /** `platform`: asked for, of the platform or of the hospital's own system. */
  readonly source: 'file' | 'platform';
  readonly title: string;
}

/** Lines go into the file as they come; only with its last row is there a statement. */
export class Storing {
  readonly #context: ServiceContext;
  readonly #statementId: string;
  #fields: LinePortion['fields'] = [];
  #texts: string[] = [];
  #length = 0;
  #position = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#statementId = context.newId();
    // What a fault or a power failure left of another.
    const left = 'DELETE FROM statement_portion WHERE statement_id NOT IN (SELECT id FROM statement)';
    inTransaction(context.database, () => statement<[]>(context.database, left).run());
  }

  add({ fields, text }: LinePortion): void {
    this.#fields = fields;
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= packedTogether) this.#write();
  }

  #write(): void {
    if (this.#length === 0) return;
    const lines = pack({ fields: this.#fields, text: this.#texts.join('') });
    this.#position += 1;
    inTransaction(this.#context.database, () =>
      statement<[string, number, Buffer]>(
        this.#context.database,
        'INSERT INTO statement_portion (statement_id, position, lines) VALUES (?, ?, ?)',
      ).run(this.#statementId, this.#position, lines),
    );
    [this.#texts, this.#length] = [[], 0];
  }

  close(actor: Actor, { side, source, title }: StatementHead, sums: StatementSums): Statement {
    const { database, clock } = this.#context;
    this.#write();
    inTransaction(database, () => {
      insertRow(database, 'statement', {
        id: this.#statementId,
        side,
        source,
        title,
        file_hash: sums.fileHash,
        line_count: sums.lineCount,
        sum_count: sums.sumCount,
        foreign_count: sums.foreignCount,
        first_day: sums.firstDay,
        last_day: sums.lastDay,
        total_fen: sums.totalFen,
        recorded_at: clock.now().toISOString(),
        recorded_by: actor.accountId,
      });
      const { fileHash, lineCount, sumCount, foreignCount } = sums;
      const detail = { side, title, fileHash, lineCount, sumCount, foreignCount };
      appendAudit(this.#context, actor, 'reconciliation.takenIn', this.#statementId, detail);
    });
    return readStatementHead(this.#context, this.#statementId);
  }

  withdraw(): void {
    const sql = 'DELETE FROM statement_portion WHERE statement_id = ?';
    statement<[string]>(this.#context.database, sql).run(this.#statementId);
  }
}

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
