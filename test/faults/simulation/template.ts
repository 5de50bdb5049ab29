import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { openBook } from '../../../electron/service/practice/platform/book.ts';
import { openTestHospital, testKeyHex } from '../../service/harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../../service/harness/patient.ts';

/** What every run begins with, made once for each process: files are copied, not made anew. */
export interface Template {
  /** A hospital's file with accounts, settings, policy and people; nothing else. */
  readonly hospital: Uint8Array;
  readonly personIds: readonly string[];
  readonly idNumbers: ReadonlyMap<string, string>;
  /** The county's book, empty, to be opened in memory. */
  readonly countyBook: Uint8Array;
  readonly feeFiles: readonly string[];
  /** Takes the folder of the fee files away. */
  close(): void;
}

const personCount = 5;

export function makeTemplate(): Template {
  const hospital = openTestHospital({ nowIso: '2020-03-01T02:00:00.000Z' });
  putSuixianIntoForce(hospital);
  const personIds = Array.from({ length: personCount }, (_, index) =>
    addPerson(hospital, index === 0 ? { eligibilities: [] } : {}),
  );
  const { database } = hospital.context;
  const { publicKeyHex } = practiceCredentials.platformKey;
  writeSetting(hospital.context, undefined, 'platformKey', publicKeyHex, day('2020-01-01'));
  const idNumbers = new Map(
    personIds.map((personId) => [personId, readPerson(hospital.context, personId).idNumber]),
  );
  // The last connection that closes puts everything into the one file.
  database.close();
  const bytes = readFileSync(hospital.file);
  rmSync(path.dirname(hospital.file), { recursive: true, force: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'onestop-simulation-'));
  return {
    hospital: bytes,
    personIds,
    idNumbers,
    countyBook: emptyBook(folder),
    feeFiles: writeFeeFiles(folder),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function emptyBook(dataFolder: string): Uint8Array {
  const clock = { now: () => new Date() };
  const book = openBook({ dataFolder, keyHex: testKeyHex, nativeBinding: null, clock });
  const schema = book
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  book.close();
  const inMemory = new SqliteDatabase(':memory:');
  inMemory.exec(`${schema.join(';\n')};`);
  const bytes = inMemory.serialize();
  inMemory.close();
  return bytes;
}

const headings = '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期';

/** Small, middle and large stays; the largest go beyond every limit of the policy's layers. */
function writeFeeFiles(folder: string): string[] {
  return [120, 1_300, 18_500, 64_000, 410_000].map((price, index) => {
    const amount = (price * 3).toFixed(2);
    const lines = [
      headings,
      `FW0${index},普通病房床位费,床位,甲,,,35.00,5,175.00,2020-03-01`,
      `XY0${index},头孢哌酮钠 1.5g,西药,乙,10%,${index % 2 === 0 ? '' : price - 20},${price}.00,3,${amount},2020-03-01`,
      `ZF0${index},护理垫,材料,丙,,,6.00,5,30.00,2020-03-01`,
    ];
    const file = path.join(folder, `费用${index}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  });
}
