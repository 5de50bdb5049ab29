import { readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import Papa from 'papaparse';

/** Characters that are parsed at once, as pieces of a file are. */
const pieceLength = 100_000;

/**
 * Processor seconds of what nobody can leave out, unchecked and compared with nothing: every row of the file taken apart,
 * packed for the file and unpacked again, and every settlement of the month read with its number.
 */
export function bareSeconds(database: Database, statementFile: string): number {
  const before = process.cpuUsage();
  const text = readFileSync(statementFile, 'utf8');
  const rowCount = parse(text);
  const packed = deflateRawSync(text, { level: 1 });
  inflateRawSync(packed);
  const settlements = database
    .prepare<[string]>(
      `SELECT s.rowid, s.insurance, s.total_fen, s.personal_fen, given.value
       FROM settlement AS s INDEXED BY settlement_by_day
       JOIN platform_identifier AS given ON given.our_id = s.id AND given.kind = 'settlement'
       WHERE s.business_day = ?`,
    )
    .raw();
  let count = 0;
  for (let day = 1; day <= 30; day += 1) {
    count += settlements.all(`2026-09-${String(day).padStart(2, '0')}`).length;
  }
  const { user, system } = process.cpuUsage(before);
  if (rowCount < count) throw new Error('the bare work was not the same work');
  return (user + system) / 1e6;
}

function parse(text: string): number {
  const parser = new Papa.Parser({ delimiter: ',', newline: '\r\n' });
  let [rowCount, from] = [0, 0];
  while (from < text.length) {
    const piece = text.slice(from, from + pieceLength);
    const isLast = from + pieceLength >= text.length;
    const { data, meta } = parser.parse(piece, 0, !isLast) as Papa.ParseResult<string[]>;
    rowCount += data.length;
    from += isLast ? piece.length : meta.cursor;
  }
  return rowCount;
}
