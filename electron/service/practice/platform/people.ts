import { z } from 'zod';
import { localDateOf, yearsBetween } from '../../../../shared/calendar/local-date.ts';
import { readIdNumber } from '../../../../shared/identity/id-number.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { reject } from './refusal.ts';
import { entryOf, holderOf } from './registry.ts';
import { type Envelope, readNode } from './request.ts';

const identifySchema = z.object({
  data: z.object({
    mdtrt_cert_type: z.string().min(1).max(3),
    mdtrt_cert_no: z.string().min(1).max(50),
    psn_cert_type: z.string().min(1).max(6),
    /** Empty where only a code is known. */
    certno: z.string().max(50),
    psn_name: z.string().max(50),
  }),
});

interface PersonRow {
  readonly psn_no: string;
  readonly certno: string;
  readonly psn_name: string;
}

/**
 * 1101: somebody of the register, by ID number or by the code on a paper. Everybody else with a possible ID number is
 * insured here as well; the first name that comes with it is the name.
 */
export function identify(office: Office, { input, insuplc_admdvs }: Envelope): object {
  const { data } = readNode(identifySchema, input);
  const today = localDateOf(office.clock.now().toISOString(), 'Asia/Shanghai');
  const certno = data.certno || holderOf(office, data.mdtrt_cert_type, data.mdtrt_cert_no);
  const reading = readIdNumber(certno, today);
  if (!reading.ok) return reject(reading.sentence);
  const entry = entryOf(office, reading.number);
  const { psn_no, psn_name } = personOf(office, reading.number, entry?.name ?? data.psn_name);
  return {
    baseinfo: {
      psn_no,
      psn_cert_type: '01',
      certno: reading.number,
      psn_name,
      gend: reading.sex === 'male' ? '1' : '2',
      naty: '01',
      brdy: reading.birthDate,
      age: `${yearsBetween(reading.birthDate, today)}.0`,
    },
    insuinfo: [
      {
        balc: '0.00',
        insutype: '390',
        psn_type: '1501',
        psn_insu_stas: entry?.insuranceState ?? '1',
        cvlserv_flag: '0',
        insuplc_admdvs,
      },
    ],
    idetinfo: (entry?.identities ?? []).map(({ kind, beginsOn, endsOn }) => ({
      psn_idet_type: kind,
      begntime: `${beginsOn} 00:00:00`,
      endtime: endsOn === null ? '' : `${endsOn} 00:00:00`,
    })),
  };
}

/** Under the name that the register has; without an entry there, under the name that was first asked for. */
function personOf(office: Office, certno: string, name: string): Pick<PersonRow, 'psn_no' | 'psn_name'> {
  const known = statement<[string], PersonRow>(
    office.database,
    'SELECT psn_no, certno, psn_name FROM person WHERE certno = ?',
  ).get(certno);
  const isEntered = entryOf(office, certno) !== undefined;
  if (known !== undefined && known.psn_name !== name && !isEntered) return reject('姓名与证件号码不符');
  if (known === undefined && name === '') return reject('没有姓名，查不到此人');
  return { psn_no: known?.psn_no ?? register(office, certno, name), psn_name: name };
}

function register({ database }: Office, certno: string, name: string): string {
  const psnNo = `P${String(nextNumber({ database }, 'person')).padStart(14, '0')}`;
  statement<[string, string, string]>(
    database,
    'INSERT INTO person (psn_no, certno, psn_name) VALUES (?, ?, ?)',
  ).run(psnNo, certno, name);
  return psnNo;
}

/** The number that the next row of a table gets. */
export function nextNumber(
  { database }: Pick<Office, 'database'>,
  table: 'person' | 'visit' | 'settlement' | 'referral' | 'settlement_list' | 'clearing',
): number {
  const sql = `SELECT coalesce(max(sequence), 0) + 1 AS next FROM ${table}`;
  return statement<[], { next: number }>(database, sql).get()?.next ?? 1;
}

export function requirePerson({ database }: Office, psnNo: string): void {
  const known = statement<[string], { psn_no: string }>(
    database,
    'SELECT psn_no FROM person WHERE psn_no = ?',
  ).get(psnNo);
  if (known === undefined) reject('人员编号不存在，请先获取人员信息');
}
