import { canonicalJson, sha256 } from '../../hashing/canonical.ts';
import { statement } from '../../database/statement.ts';
import { inTransaction } from '../../database/transaction.ts';
import { parseWireText } from '../../platform/wire-text.ts';
import type { Office } from './book.ts';
import { apply, undoApplication } from './clearings.ts';
import { correct } from './corrections.ts';
import { cumulate } from './cumulated.ts';
import { discharge, undoDischarge } from './discharges.ts';
import { takeFees, undoFees } from './fees.ts';
import { list } from './lists.ts';
import { identify } from './people.ts';
import { refer } from './referrals.ts';
import { CentreRefusal, reject } from './refusal.ts';
import { type Envelope, envelopeSchema, readNode } from './request.ts';
import { compareSums, downloadFile, prepareDetails } from './statements.ts';
import { query, reverse, settle } from './settlements.ts';
import { reckonVisit, register, tellVisit, undoRegistration } from './outpatient.ts';
import { admit, undoVisit } from './visits.ts';

const transactions: Readonly<Record<string, (office: Office, envelope: Envelope) => object>> = {
  '1101': identify,
  '2401': admit,
  '2402': discharge,
  '2404': undoVisit,
  '2405': undoDischarge,
  '2501': refer,
  '2201': register,
  '2202': undoRegistration,
  '2203': tellVisit,
  '2204': takeFees,
  '2205': undoFees,
  '2206': reckonVisit,
  '2207': settle,
  '2208': reverse,
  '2301': takeFees,
  '2302': undoFees,
  '2304': settle,
  '2305': reverse,
  '5203': query,
  '5206': cumulate,
  '2601': correct,
  '3201': compareSums,
  '3202': prepareDetails,
  '3203': apply,
  '3204': undoApplication,
  '4101': list,
  '9102': downloadFile,
};

/** One message in, its answer out. What it does and the answer are kept in one transaction, by its message id. */
export function answerMessage(office: Office, body: string): string {
  try {
    const envelope = readEnvelope(body);
    return inTransaction(office.database, () => answerOnce(office, envelope, body));
  } catch (error) {
    if (error instanceof CentreRefusal) return writeAnswer(office, error.code, error.message, '');
    throw error;
  }
}

function readEnvelope(body: string): Envelope {
  try {
    return readNode(envelopeSchema, parseWireText(body));
  } catch (error) {
    if (error instanceof SyntaxError) return reject('报文不是 JSON');
    throw error;
  }
}

/** Same message id and same content: the same answer. Same message id and other content: an error. */
function answerOnce(office: Office, envelope: Envelope, body: string): string {
  const { database } = office;
  const { fixmedins_code, msgid, infno, input } = envelope;
  const contentHash = sha256(canonicalJson({ infno, input }));
  const corrected = statement<[string, string]>(
    database,
    'SELECT 1 FROM corrected_message WHERE fixmedins_code = ? AND msgid = ?',
  ).get(fixmedins_code, msgid);
  const before = statement<[string, string], { content_hash: string; answer: string }>(
    database,
    "SELECT content_hash, answer FROM message WHERE fixmedins_code = ? AND msgid = ? AND infcode = '0'",
  ).get(fixmedins_code, msgid);
  let code = 0;
  let answer: string;
  try {
    if (corrected !== undefined) throw new CentreRefusal('corrected', '该报文已冲正');
    if (before !== undefined) {
      if (before.content_hash === contentHash) return before.answer;
      throw new CentreRefusal('other_content', '报文号重复且内容不同');
    }
    const act = transactions[infno] ?? reject(`不支持的交易 ${infno}`);
    // A savepoint: what is refused half-way did nothing, and the message is kept all the same.
    answer = writeAnswer(office, 0, '', database.transaction(() => act(office, envelope))());
  } catch (error) {
    if (!(error instanceof CentreRefusal)) throw error;
    code = error.code;
    answer = writeAnswer(office, error.code, error.message, '');
  }
  statement<[string, string, string, string, string, string, string, string]>(
    database,
    `INSERT INTO message (fixmedins_code, msgid, infno, content_hash, infcode, request, answer, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    fixmedins_code,
    msgid,
    infno,
    contentHash,
    String(code),
    body,
    answer,
    office.clock.now().toISOString(),
  );
  return answer;
}

export function writeAnswer({ clock }: Office, code: number, words: string, output: object | ''): string {
  const at = clock.now().toISOString().replace(/\D/g, '').slice(0, 17);
  return JSON.stringify({
    infcode: code,
    inf_refmsgid: `R${at}${Math.floor(Math.random() * 1e9)}`.slice(0, 30),
    refmsg_time: at,
    respond_time: at,
    err_msg: words.slice(0, 200),
    output,
  });
}
