import { rm } from 'node:fs/promises';
import { requirePeer } from '../peers.ts';

/** What of the peer's interface is used here. */
interface Duck {
  readonly DuckDBInstance: { create(path: string): Promise<Instance> };
}
interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }>;
  closeSync(): void;
}

/** Our side as a plain table, stored before the clock starts; amounts in fen as in the statement's making. */
const ours = (count: number): string => `CREATE TABLE ours AS SELECT printf('S%014d', i) AS number,
  100000 + (i % 997) * 100 AS total, (100000 + (i % 997) * 100) - (20000 + (i % 31) * 100) AS fund FROM range(${count}) AS t(i)`;

/** What DuckDB takes to read the file and join it in full with the stored side, and what it counts. */
export async function joinByDuck(
  statementFile: string,
  count: number,
): Promise<{ readonly seconds: number; readonly processorSeconds: number; readonly unevenCount: number }> {
  const { DuckDBInstance } = requirePeer('@duckdb/node-api') as Duck;
  // Stored like ours, though plain: written by one program and read by the next.
  const file = `${statementFile}.duckdb`;
  await rm(file, { force: true });
  const storing = await DuckDBInstance.create(file);
  const writer = await storing.connect();
  await writer.run(ours(count));
  writer.closeSync();
  storing.closeSync();
  const stored = await DuckDBInstance.create(file);
  const connection = await stored.connect();
  const [start, before] = [performance.now(), process.cpuUsage()];
  const read = await connection.runAndReadAll(
    `SELECT count(*) FROM ours FULL OUTER JOIN (
       SELECT "中心结算号" AS number, CAST(round("医疗费总额" * 100) AS BIGINT) AS total,
         CAST(round("基金支付总额" * 100) AS BIGINT) AS fund FROM read_csv('${statementFile}', header = true)) AS theirs
     USING (number) WHERE ours.total IS DISTINCT FROM theirs.total OR ours.fund IS DISTINCT FROM theirs.fund`,
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  connection.closeSync();
  stored.closeSync();
  return { seconds, processorSeconds: (user + system) / 1e6, unevenCount: Number(read.getRowsJS()[0]?.[0]) };
}
