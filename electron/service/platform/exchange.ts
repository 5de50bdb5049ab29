import type { z } from 'zod';
import type { Clock } from '../context.ts';
import type { Hospital } from '../hospital/settings.ts';
import type { UploadRecord } from '../outbox/record.ts';
import { answerSchema } from './answers.ts';
import { answerCode, httpStatus, type OwnReason, ownReasons } from './codes.ts';
import { writeEnvelope } from './envelope.ts';
import { type Exchange, type Outcome, OwnVerdict, type Setback } from './outcome.ts';
import type { RequestSigner } from './request-signature.ts';
import type { Session } from './session.ts';
import type { Delivery, Transport } from './transport.ts';
import { parseWireText } from './wire-text.ts';

/** Who speaks, to whom, and by which clock. */
export interface Line {
  readonly hospital: Hospital;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly signer: RequestSigner;
  /** What goes with every message, so that a log written anew is noticed by the other side. */
  readonly logHead: () => string;
}

/** A line on which the platform knows us. */
export interface SignedInLine extends Line {
  readonly session: Session;
}

/** Whom a message is about. */
export type Concerned = Pick<UploadRecord, 'person' | 'insuredRegion'>;

/** One message and how its answer is read. `read` may throw an OwnVerdict; a wrong shape is `nonsense`. */
export interface Question<Value> {
  readonly transactionCode: string;
  readonly messageId: string;
  /** Nobody: a message about no person. */
  readonly record: Concerned | { readonly insuredRegion: string; readonly person: null };
  readonly input: object;
  readonly read: (output: unknown, answer: string) => Value;
}

/**
 * Sends one message and says what its answer means. Where the platform wants a sign-in, that comes first; where it
 * wants it anew, the same message goes out once more under the new sign-in, at once.
 */
export async function exchange<Value>(
  line: SignedInLine,
  question: Question<Value>,
): Promise<Outcome<Value>> {
  const signedIn = await line.session.current();
  if ('setback' in signedIn) return signedIn.setback;
  const first = await send(line, question, signedIn.signNumber);
  if (first.outcome !== 'sign_in') return first;
  const again = await line.session.renew(signedIn.signNumber);
  if (again === undefined) return first;
  return 'setback' in again ? again.setback : send(line, question, again.signNumber);
}

/** One message out, one answer in. */
export async function send<Value>(
  line: Line,
  question: Question<Value>,
  signNumber: string,
): Promise<Outcome<Value>> {
  const at = line.clock.now();
  const ended = (delivered: Pick<Exchange, 'code' | 'reason' | 'retryAfterMs'>): Exchange => ({
    transactionCode: question.transactionCode,
    messageId: question.messageId,
    at: at.toISOString(),
    durationMs: Math.max(0, line.clock.now().getTime() - at.getTime()),
    ...delivered,
  });
  const own = (outcome: Setback['outcome'], code: OwnReason): Setback => ({
    ...ended({ code, reason: ownReasons[code], retryAfterMs: undefined }),
    outcome,
  });
  const insuredRegion = question.record.insuredRegion;
  const moment = { insuredRegion, at, signNumber, logHead: line.logHead() };
  const body = writeEnvelope(line.hospital, line.signer, { ...question, ...moment });
  if (body === undefined) return own('rejected', 'too_large');
  const delivery = await line.transport.post(body);
  if (delivery.kind === 'not_reached') return own('not_reached', delivery.why ?? 'not_reached');
  if (delivery.kind === 'no_answer') return own('unknown', 'no_answer');
  try {
    return understand(delivery, question, ended);
  } catch (error) {
    if (error instanceof OwnVerdict) return own(error.outcome, error.reason);
    throw error;
  }
}

function understand<Value>(
  { status, body, retryAfterMs }: Extract<Delivery, { kind: 'answer' }>,
  question: Question<Value>,
  ended: (delivered: Pick<Exchange, 'code' | 'reason' | 'retryAfterMs'>) => Exchange,
): Outcome<Value> {
  if (status !== 200) {
    const { means, says } = httpStatus(status);
    const outcome = means === 'accepted' ? 'unknown' : means;
    return { ...ended({ code: `http_${status}`, reason: says, retryAfterMs }), outcome };
  }
  const answer = meaningful(answerSchema, jsonOf(body));
  const { means, says } = answerCode(answer.infcode);
  const words = withoutPersonalData(answer.err_msg ?? '', question.record.person);
  const reason = means === 'accepted' || words === '' ? says : `${says}中心回复：${words}`;
  const said = ended({ code: answer.infcode, reason, retryAfterMs });
  if (means !== 'accepted') return { ...said, outcome: means };
  const output = typeof answer.output === 'string' ? jsonOf(answer.output || '{}') : answer.output;
  return { ...said, outcome: 'accepted', value: question.read(output, JSON.stringify(output)) };
}

function jsonOf(text: string): unknown {
  try {
    return parseWireText(text);
  } catch {
    throw new OwnVerdict('unknown', 'nonsense');
  }
}

/** The value, if it is what the convention says; else the answer is nonsense and what it was about unknown. */
export function meaningful<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new OwnVerdict('unknown', 'nonsense');
  return parsed.data;
}

/** A day stays; eleven digits or more (telephone, ID) go however they are written apart, in whatever digits. */
const dayOrNumberApart =
  /(20\d\d-\d\d-\d\d(?!\d))|\p{Nd}(?:[\s\p{Pd}\u2212\u200b-\u200d]{0,3}\p{Nd}){10,}(?:[\s\p{Pd}]{0,3}[XxＸｘ])?/gu;

/** The centre's own words, short, with names and long numbers (ID, telephone) blotted out: reasons are kept and shown. */
export function withoutPersonalData(text: string, person: { readonly name: string } | null): string {
  return text
    .slice(0, 1000)
    .replaceAll(person?.name || '＊', '＊')
    .replace(dayOrNumberApart, (_, day: string | undefined) => day ?? '＊')
    .replace(/\p{Nd}{7,}[XxＸｘ]?/gu, '＊')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
    .slice(0, 100);
}
