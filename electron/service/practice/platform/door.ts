import { v7 as uuidV7 } from 'uuid';
import { z } from 'zod';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { statement } from '../../database/statement.ts';
import { shortId } from '../../platform/message-id.ts';
import { signatureMatches, signedText } from '../../platform/request-signature.ts';
import type { Office } from './book.ts';
import type { Credentials } from './credentials.ts';
import { answerMessage, writeAnswer } from './exchange.ts';
import { keepLogHead } from './log-heads.ts';
import { CentreRefusal } from './refusal.ts';
import { envelopeSchema, readNode } from './request.ts';

export const sessions: Migration = {
  version: 3,
  title: 'sessions',
  sql: `
CREATE TABLE session (
  sign_no TEXT PRIMARY KEY, fixmedins_code TEXT NOT NULL, opter_no TEXT NOT NULL, signed_in_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
${appendOnly('session')}
`,
};

/** What this platform wants of a message before it looks at what it says. What is signed is verified in any case. */
export interface Demands {
  /** A sign-in (9001) of that hospital, not older than a day. */
  readonly signIn: boolean;
  /** Nothing unsigned. */
  readonly signed: boolean;
  readonly credentials: Credentials;
}

const sessionLastsMs = 24 * 60 * 60_000;

const text = z.string();
/** Only what the door looks at; whether the envelope is well-formed is checked behind it. */
const headSchema = z.object({
  infno: text,
  msgid: text,
  insuplc_admdvs: text,
  opter: text,
  inf_time: text,
  fixmedins_code: text,
  sign_no: text.default(''),
  signtype: text.default(''),
  cainfo: text.default(''),
  dev_no: text.default(''),
  dev_safe_info: text.default(''),
  input: z.looseObject({}),
});
type Head = z.output<typeof headSchema>;

/** One message in, its answer out: refused at the door, a sign-in, or acted on (exchange.ts). */
export function receiveMessage(office: Office, demands: Demands, body: string): string {
  const head = headOf(body);
  if (head === undefined) return answerMessage(office, body);
  try {
    requireSignature(demands, head);
    const { fixmedins_code: hospitalCode, dev_no: window, dev_safe_info } = head;
    keepLogHead(office, { hospitalCode, window, text: dev_safe_info });
    if (head.infno === '9001') return writeAnswer(office, 0, '', signIn(office, body));
    if (demands.signIn) requireSession(office, head);
  } catch (error) {
    if (error instanceof CentreRefusal) return writeAnswer(office, error.code, error.message, '');
    throw error;
  }
  return answerMessage(office, body);
}

function headOf(body: string): Head | undefined {
  try {
    const head = headSchema.safeParse(JSON.parse(body));
    return head.success ? head.data : undefined;
  } catch {
    return undefined;
  }
}

function requireSignature({ signed, credentials }: Demands, head: Head): void {
  if (head.signtype === '' && !signed) return;
  const { signingSecret, hospitalKeyHex } = credentials;
  const known = { signingSecret, publicKeyHex: hospitalKeyHex };
  if (signatureMatches(known, head.signtype, signedText(head, head.input), head.cainfo)) return;
  throw new CentreRefusal('bad_signature', '验签不通过');
}

const signInSchema = z.object({
  signIn: z.object({
    opter_no: z.string().min(1).max(20),
    mac: z.string().min(1).max(20),
    ip: z.string().min(1).max(20),
  }),
});

/** 9001 签到. */
function signIn({ database, clock }: Office, body: string): object {
  const { fixmedins_code, input } = readNode(envelopeSchema, JSON.parse(body));
  const { opter_no } = readNode(signInSchema, input).signIn;
  const [signNumber, now] = [shortId(uuidV7()), clock.now().toISOString()];
  statement<[string, string, string, string]>(
    database,
    'INSERT INTO session (sign_no, fixmedins_code, opter_no, signed_in_at) VALUES (?, ?, ?, ?)',
  ).run(signNumber, fixmedins_code, opter_no, now);
  return { signinoutb: { sign_time: now.slice(0, 19).replace('T', ' '), sign_no: signNumber } };
}

function requireSession({ database, clock }: Office, { sign_no, fixmedins_code }: Head): void {
  const session = statement<[string, string], { signed_in_at: string }>(
    database,
    'SELECT signed_in_at FROM session WHERE sign_no = ? AND fixmedins_code = ?',
  ).get(sign_no, fixmedins_code);
  const ageMs = clock.now().getTime() - Date.parse(session?.signed_in_at ?? '');
  if (session === undefined || ageMs > sessionLastsMs) throw new CentreRefusal('sign_in', '请先签到');
}
