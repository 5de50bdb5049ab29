import type { ServiceContext } from '../context.ts';
import { type OwnReason, ownReasons } from '../platform/codes.ts';
import type { KnownNumbers } from '../platform/messages.ts';
import type { Finding, Outcome, Setback } from '../platform/outcome.ts';
import type { Parcel, Platform } from '../platform/platform.ts';
import { correctionsOf, type Ended } from './attempts.ts';
import { backoffMs, type BackoffLimits } from './backoff.ts';
import { numbersFor, settlementNumbersOf } from './identifiers.ts';
import { type OutboxRow, recordOf } from './row.ts';
import { finish, keepPersonNumber, markSending, putOff } from './transitions.ts';

/** What bringing rows forward needs besides the file. */
export interface Delivering {
  readonly context: ServiceContext;
  readonly platform: Platform;
  readonly backoff: BackoffLimits;
  /** In [0, 1). */
  readonly random: () => number;
}

/** A row that can be sent: its record is whole and the person's number is known. */
interface Ready {
  readonly row: OutboxRow;
  readonly parcel: Parcel;
  readonly known: KnownNumbers;
}

/**
 * Brings one row forward by as much as the platform allows: asks who the person is, asks after a record in doubt, or
 * sends it. Every state is committed before the next exchange. Returns the last exchange; undefined when there was none.
 */
export async function bringForward(delivering: Delivering, row: OutboxRow): Promise<Ended | undefined> {
  const { context } = delivering;
  const record = recordOf(row);
  if (record === undefined) return giveUp(delivering, row, 'record_damaged');
  const parcel = { rowId: row.id, record, corrections: correctionsOf(context, row.id) };
  const known = numbersFor(context, record);
  if (known.personNumber === null) return identify(delivering, row, parcel);
  const ready = { row, parcel, known: { ...known, personNumber: known.personNumber } };
  return row.state === 'unknown' ? resolveDoubt(delivering, ready) : send(delivering, ready);
}

/** Without the person's number nothing can have been sent, so a row in doubt is in doubt no longer. */
async function identify(delivering: Delivering, row: OutboxRow, parcel: Parcel): Promise<Ended | undefined> {
  const outcome = await delivering.platform.identify(parcel);
  if (outcome.outcome !== 'accepted') {
    const state = outcome.outcome === 'rejected' ? 'dead' : 'pending';
    return setBack(delivering, row, [outcome], outcome, state);
  }
  keepPersonNumber(delivering.context, row, outcome, outcome.value);
  const known = { ...numbersFor(delivering.context, parcel.record), personNumber: outcome.value };
  return send(delivering, { row, parcel, known });
}

async function send(delivering: Delivering, ready: Ready): Promise<Ended | undefined> {
  const { context, platform } = delivering;
  const { row, parcel, known } = ready;
  markSending(context, row);
  const outcome = await platform.deliver(parcel, known);
  if (outcome.outcome === 'accepted') {
    finish(context, row, parcel.record, [outcome], outcome.value);
    return outcome;
  }
  const refused = outcome.outcome === 'rejected' || outcome.outcome === 'duplicate';
  // "It exists already" comes in many codes: what the platform refuses is believed after asking.
  if (refused && isAsked(parcel) && !isOwnVerdict(outcome)) return afterRefusal(delivering, ready, outcome);
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

async function afterRefusal(
  delivering: Delivering,
  ready: Ready,
  refusal: Setback,
): Promise<Ended | undefined> {
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
async function resolveDoubt(delivering: Delivering, ready: Ready): Promise<Ended | undefined> {
  const { context, platform } = delivering;
  const { row, parcel, known } = ready;
  if (!isAsked(parcel)) {
    if (parcel.corrections >= mostCorrections) return giveUp(delivering, row, 'corrected_too_often');
    const corrected = await platform.correct(parcel, known);
    if (corrected.outcome === 'accepted') return resend(context, row, corrected);
    const state = corrected.outcome === 'rejected' ? 'dead' : 'unknown';
    return setBack(delivering, row, [corrected], corrected, state);
  }
  const asked = await ask(delivering, ready);
  if (asked.outcome !== 'accepted') return setBack(delivering, row, [asked], asked, 'unknown');
  if (asked.value.found === 'nothing') return resend(context, row, asked);
  return believe(delivering, ready, [asked], asked.value);
}

/** A platform that takes back an admission so often and never takes it is a matter for people. */
const mostCorrections = 9;

function giveUp({ context }: Delivering, row: OutboxRow, code: OwnReason): undefined {
  putOff(context, row, [], { state: 'dead', code, reason: ownReasons[code], nextAttemptAt: null });
}

/**
 * A fault of the program with one row must not hold up the others: the row is put off, in doubt, since how far it
 * came is not known.
 */
export function putOffFaulty(delivering: Delivering, row: OutboxRow): void {
  const verdict = { code: 'fault', reason: ownReasons.fault, retryAfterMs: undefined } as const;
  setBack(delivering, row, [], verdict, 'unknown');
}

/** The platform does not have it: it waits like a new one, and goes out at once. */
function resend(context: ServiceContext, row: OutboxRow, ended: Ended): Ended {
  putOff(context, row, [ended], { state: 'pending', code: ended.code, reason: null, nextAttemptAt: null });
  return ended;
}

function believe(
  delivering: Delivering,
  { row, parcel }: Ready,
  ended: readonly Ended[],
  finding: Exclude<Finding, { found: 'nothing' }>,
): Ended | undefined {
  if (finding.found === 'same') {
    finish(delivering.context, row, parcel.record, ended, finding.acknowledgement);
    return ended.at(-1);
  }
  // Other content under our own message id is an alarm; an equal one that may be somebody else's stays in doubt.
  const state = finding.found === 'other_content' ? 'dead' : 'unknown';
  const verdict = { code: finding.found, reason: ownReasons[finding.found], retryAfterMs: undefined };
  return setBack(delivering, row, ended, verdict, state);
}

function ask({ context, platform }: Delivering, { parcel, known }: Ready): Promise<Outcome<Finding>> {
  return platform.ask(parcel, known, settlementNumbersOf(context, parcel.record.stayId));
}

/** 5203 knows settlements and reversals; an admission has no number to ask by. */
function isAsked({ record }: Parcel): boolean {
  return record.kind !== 'admission';
}

/** Refused here, before anything went out. */
function isOwnVerdict({ code }: Setback): boolean {
  return !/^-?\d+$/.test(code);
}

/** Writes the setback down, with the time of the next attempt unless a person has to act first. */
function setBack(
  { context, backoff, random }: Delivering,
  row: OutboxRow,
  ended: readonly Ended[],
  verdict: Pick<Ended, 'code' | 'reason' | 'retryAfterMs'>,
  state: 'pending' | 'unknown' | 'dead',
): Ended | undefined {
  const waitMs = backoffMs(backoff, row.attempts + 1, random(), verdict.retryAfterMs);
  const nextAttemptAt = state === 'dead' ? null : new Date(context.clock.now().getTime() + waitMs);
  putOff(context, row, ended, { state, code: verdict.code, reason: verdict.reason, nextAttemptAt });
  return ended.at(-1);
}
