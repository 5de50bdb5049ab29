import type { ServiceContext } from '../../../electron/service/context.ts';
import { type Write, writersOf, writesOf } from '../writes.ts';

/**
 * The very rows that bringing everything out writes, turn by turn: it is done once in a transaction that is rolled back,
 * and what it ran is kept with its values. What is returned writes each turn's rows in one transaction, as the sender
 * commits them, and does nothing else: looks for nothing, sends nothing, reads no record.
 */
export async function rowsOfTurns(
  context: ServiceContext,
  bringOut: (context: ServiceContext) => Promise<void>,
): Promise<() => Promise<void>> {
  const { database } = context;
  // What is not committed is announced to nobody.
  const unheard = { ...context, publish: () => undefined };
  let writes: Write[];
  database.exec('BEGIN IMMEDIATE');
  try {
    writes = await writesOf(database, () => bringOut(unheard));
  } finally {
    database.exec('ROLLBACK');
  }
  const turns = writersOf(database, turnsOf(writes));
  return () => {
    for (const write of turns) write();
    return Promise.resolve();
  };
}

/** A turn's last statement marks what goes out next. */
function turnsOf(writes: readonly Write[]): Write[][] {
  const turns: Write[][] = [[]];
  for (const write of writes) {
    turns.at(-1)?.push(write);
    if (write.statement.source.includes("SET state = 'sending'")) turns.push([]);
  }
  return turns.filter((turn) => turn.length > 0);
}
