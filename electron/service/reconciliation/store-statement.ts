import type { Statement } from '../../../shared/contract/reconciliation.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { type LinePortion, pack } from './packed.ts';
import type { StatementSums } from './read-statement.ts';
import { readStatementHead } from './statements.ts';

/** Characters that are packed together: some milliseconds of the service's time. */
const packedTogether = 800_000;
/** What is packed is written so many at a time: each transaction waits for the disk. */
const writtenTogether = 4;

export interface StatementHead {
  readonly side: StatementSide;
  /** `platform`: asked for, of the platform or of the hospital's own system. */
  readonly source: 'file' | 'platform';
  readonly title: string;
}

/**
 * Keeps the lines that `read` gives as one statement, portion by portion: all of them, or nothing where `read` is refused.
 * Only with its last row is there a statement.
 */
export async function storeStatement(
  context: ServiceContext,
  actor: Actor,
  head: StatementHead,
  read: (add: (portion: LinePortion) => void) => Promise<StatementSums>,
): Promise<Statement> {
  const storing = new Storing(context);
  try {
    return storing.close(actor, head, await read((portion) => storing.add(portion)));
  } catch (error) {
    storing.withdraw();
    throw error;
  }
}

class Storing {
  readonly #context: ServiceContext;
  readonly #statementId: string;
  #fields: LinePortion['fields'] = [];
  #texts: string[] = [];
  #length = 0;
  readonly #packed: Buffer[] = [];
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
    if (this.#length >= packedTogether) this.#pack();
    if (this.#packed.length >= writtenTogether) this.#write();
  }

  #pack(): void {
    if (this.#length === 0) return;
    this.#packed.push(pack({ fields: this.#fields, text: this.#texts.join('') }));
    [this.#texts, this.#length] = [[], 0];
  }

  #write(): void {
    const { database } = this.#context;
    const sql = 'INSERT INTO statement_portion (statement_id, position, lines) VALUES (?, ?, ?)';
    inTransaction(database, () => {
      const insert = statement<[string, number, Buffer]>(database, sql);
      for (const lines of this.#packed.splice(0)) insert.run(this.#statementId, (this.#position += 1), lines);
    });
  }

  close(actor: Actor, { side, source, title }: StatementHead, sums: StatementSums): Statement {
    const { database, clock } = this.#context;
    this.#pack();
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
