import type { ServiceContext } from '../context.ts';
import { correctedCode, otherContentCode, type OwnReason, ownReasons } from '../platform/codes.ts';
import type { KnownNumbers } from '../platform/known-numbers.ts';
import type { Finding, Outcome, Setback } from '../platform/outcome.ts';
import type { Parcel, Platform } from '../platform/platform.ts';
import { correctionsOf, type Ended } from './attempts.ts';
import { backoffMs, type BackoffLimits } from './backoff.ts';
import type { Ending, Next } from './ending.ts';
import { numbersFor, settlementNumbersOf } from './identifiers.ts';
import { kindsOfRecord } from './kinds.ts';
import { type OutboxRow, recordOf } from './row.ts';

/** What bringing rows forward needs besides the file. */
export interface Delivering {
  readonly context: ServiceContext;
  readonly platform: Platform;
  readonly backoff: BackoffLimits;
  /** In [0, 1). */
  readonly random: () => number;
  /** So many setbacks while the platform is well, and the row is work for a person. */
  readonly mostSetbacks: number;
  /** The row finds out whether the platform is well again: what fails then is not the row's. */
  readonly isProbe: boolean;
}

/** A row that can be sent: its record is whole and the person's number is known. */
interface Ready {
  readonly row: OutboxRow;
  readonly parcel: Parcel;
  readonly known: KnownNumbers;
}

/**
 * Brings one row forward by as much as the platform allows in one turn: asks who the person is, asks after a record in
 * doubt, or sends it. Writes nothing: what came of it is committed with the other rows of the turn.
 */
export async function bringForward(delivering: Delivering, row: OutboxRow): Promise<Ending> {
  const { context } = delivering;
  const record = recordOf(row);
  if (record === undefined) return giveUp(row, 'record_damaged');
  const corrections = row.attempts === 0 ? 0 : correctionsOf(context, row.id);
  const parcel = { rowId: row.id, record, corrections };
  const { personNumber } = row;
  if (personNumber === null) return identify(delivering, row, parcel);
  const known = numbersFor(context, record);
  const ready = { row, parcel, known: { ...known, personNumber } };
  return row.state === 'unknown' ? resolveDoubt(delivering, ready) : send(delivering, ready);
}

/** The row stays what it is, in doubt or not: the next turn goes on with it. */
async function identify(delivering: Delivering, row: OutboxRow, parcel: Parcel): Promise<Ending> {
  const outcome = await delivering.platform.identify(parcel);
  if (outcome.outcome === 'accepted') {
    return { came: 'identified', row, exchanges: [outcome], personNumber: outcome.value };
  }
  const state = row.state === 'unknown' ? 'unknown' : outcome.outcome === 'rejected' ? 'dead' : 'pending';
  return setBack(delivering, row, [outcome], outcome, state);
}

async function send(delivering: Delivering, ready: Ready): Promise<Ending> {
  const { row, parcel, known } = ready;
  const outcome = await delivering.platform.deliver(parcel, known);
  if (outcome.outcome === 'accepted') {
    const { record } = parcel;
    return { came: 'done', row, record, exchanges: [outcome], acknowledgement: outcome.value };
  }
  const refused = outcome.outcome === 'rejected' || outcome.outcome === 'duplicate';
  // "It exists already" comes in many codes: what the platform refuses is believed after asking.
  if (refused && isAsked(parcel) && !isOwnVerdict(outcome)) return afterRefusal(delivering, ready, outcome);
  if (outcome.code === otherContentCode)
    return setBack(delivering, row, [outcome], givenUp('other_content', outcome), 'dead');
  return setBack(delivering, row, [outcome], outcome, stateAfter[outcome.outcome]);
}

/** Only where the platform certainly did nothing is the record sent again without asking. */
const stateAfter = {
  rejected: 'dead',
  duplicate: 'unknown',
  unknown: 'unknown',
  not_reached: 'pending',
  retry: 'pending',
  sign_in: 'pending',
} as const;

async function afterRefusal(delivering: Delivering, ready: Ready, refusal: Setback): Promise<Ending> {
  const asked = await ask(delivering, ready);
  if (asked.outcome !== 'accepted') {
    return setBack(delivering, ready.row, [refusal, asked], asked, 'unknown');
  }
  if (asked.value.found === 'nothing') {
    const state = refusal.outcome === 'rejected' ? 'dead' : 'pending';
    return setBack(delivering, ready.row, [refusal, asked], refusal, state);
  }
  return believe(delivering, ready, [refusal, asked], asked.value);
}

/** The record may be there. It is asked after, or corrected where asking cannot answer, before it is sent again. */
async function resolveDoubt(delivering: Delivering, ready: Ready): Promise<Ending> {
  const { row } = ready;
  // What was corrected would be missing under what the stick brings after it.
  if (!isAsked(ready.parcel))
    return row.onStick === 1 ? repeat(delivering, ready, []) : correct(delivering, ready);
  const asked = await ask(delivering, ready);
  if (asked.outcome !== 'accepted') return setBack(delivering, row, [asked], asked, 'unknown');
  if (asked.value.found === 'nothing') return sendAgain(row, [asked]);
  return believe(delivering, ready, [asked], asked.value);
}

async function correct(delivering: Delivering, ready: Ready): Promise<Ending> {
  const corrected = await delivering.platform.correct(ready.parcel, ready.known);
  if (corrected.outcome === 'accepted') return afterCorrection(ready, [corrected]);
  if (corrected.outcome === 'rejected' && !isOwnVerdict(corrected))
    return repeat(delivering, ready, [corrected]);
  return setBack(delivering, ready.row, [corrected], corrected, 'unknown');
}

/** Nothing of the message is there: the record goes out under the next message id. */
function afterCorrection({ row, parcel }: Ready, exchanges: readonly Ended[]): Ending {
  const isLast = parcel.corrections >= mostCorrections;
  return isLast ? giveUp(row, 'corrected_too_often', exchanges) : sendAgain(row, exchanges);
}

/**
 * The platform refuses the correction, as something may stand on the message there; or the message may come by stick, with
 * what stands on it. The same message once more does nothing twice: it is answered as at first, with the number that the record has. If it was corrected after all, it says so.
 * Any other refusal may mean "it exists already" and is for a person; everything else leaves the row in doubt.
 */
async function repeat(delivering: Delivering, ready: Ready, before: readonly Ended[]): Promise<Ending> {
  const { row, parcel, known } = ready;
  const outcome = await delivering.platform.deliver(parcel, known);
  const exchanges = [...before, outcome];
  if (outcome.outcome === 'accepted') {
    const { record } = parcel;
    return { came: 'done', row, record, exchanges, acknowledgement: outcome.value };
  }
  if (outcome.outcome !== 'rejected') return setBack(delivering, row, exchanges, outcome, 'unknown');
  if (outcome.code === correctedCode) return afterCorrection(ready, exchanges);
  const code = outcome.code === otherContentCode ? 'other_content' : 'refused_in_doubt';
  return setBack(delivering, row, exchanges, givenUp(code, outcome), 'dead');
}

/** Something may be there: for a person, who has it asked about again. */
function givenUp(code: OwnReason, { reason }: Setback) {
  return { code, reason: `${ownReasons[code]}最后一次：${reason}`, retryAfterMs: undefined };
}

/** A platform that takes back an admission so often and never takes it is a matter for people; nothing of it is there. */
const mostCorrections = 9;

function giveUp(row: OutboxRow, code: OwnReason, exchanges: readonly Ended[] = []): Ending {
  const next = { state: 'dead', code, reason: ownReasons[code] } as const;
  return putOff(row, exchanges, { ...next, nextAttemptAt: null, countsAsSetback: false });
}

/** A fault of the program with one row: how far it came is not known. */
export function faultEnding(delivering: Delivering, row: OutboxRow): Ending {
  const verdict = { code: 'fault', reason: ownReasons.fault, retryAfterMs: undefined } as const;
  return setBack(delivering, row, [], verdict, 'unknown');
}

/** The platform does not have it: it waits like a new one, and goes out at once. */
function sendAgain(row: OutboxRow, exchanges: readonly Ended[]): Ending {
  const next = { state: 'pending', code: exchanges.at(-1)?.code ?? '', reason: null } as const;
  return putOff(row, exchanges, { ...next, nextAttemptAt: null, countsAsSetback: false });
}

function believe(
  delivering: Delivering,
  { row, parcel }: Ready,
  exchanges: readonly Ended[],
  finding: Exclude<Finding, { found: 'nothing' }>,
): Ending {
  if (finding.found === 'same') {
    const { acknowledgement } = finding;
    return { came: 'done', row, record: parcel.record, exchanges, acknowledgement };
  }
  // Other content under our own message id is an alarm; an equal one that may be somebody else's stays in doubt.
  const state = finding.found === 'other_content' ? 'dead' : 'unknown';
  const verdict = { code: finding.found, reason: ownReasons[finding.found], retryAfterMs: undefined };
  return setBack(delivering, row, exchanges, verdict, state);
}

function ask({ context, platform }: Delivering, { parcel, known }: Ready): Promise<Outcome<Finding>> {
  return platform.ask(parcel, known, settlementNumbersOf(context, parcel.record.stayId));
}

function isAsked({ record }: Parcel): boolean {
  return kindsOfRecord[record.kind].isAsked;
}

/** Refused here, before anything went out. */
function isOwnVerdict({ code }: Setback): boolean {
  return !/^-?\d+$/.test(code);
}

/**
 * The setback with the time of the next attempt, unless a person has to act first. A row that has failed too often
 * while the platform was well is one for a person: it is never tried silently for ever.
 */
function setBack(
  { context, backoff, random, mostSetbacks, isProbe }: Delivering,
  row: OutboxRow,
  exchanges: readonly Ended[],
  verdict: Pick<Ended, 'code' | 'reason' | 'retryAfterMs'>,
  state: 'pending' | 'unknown' | 'dead',
): Ending {
  const countsAsSetback = !isProbe && exchanges.at(-1)?.outcome !== 'not_reached';
  if (countsAsSetback && state !== 'dead' && row.setbacks + 1 >= mostSetbacks) {
    const code = state === 'unknown' ? 'in_doubt_too_often' : 'tried_too_often';
    const reason = `${ownReasons[code]}最后一次：${verdict.reason}`;
    return putOff(row, exchanges, { state: 'dead', code, reason, nextAttemptAt: null, countsAsSetback });
  }
  const waitMs = backoffMs(backoff, row.attempts + 1, random(), verdict.retryAfterMs);
  const nextAttemptAt = state === 'dead' ? null : new Date(context.clock.now().getTime() + waitMs);
  const { code, reason } = verdict;
  return putOff(row, exchanges, { state, code, reason, nextAttemptAt, countsAsSetback });
}

function putOff(row: OutboxRow, exchanges: readonly Ended[], next: Next): Ending {
  return { came: 'put_off', row, exchanges, next };
}
