import { type LocalDate, localDate } from '../../../shared/calendar/local-date.ts';
import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { correctedCode } from '../platform/codes.ts';
import { type FundApplication, type FundMessage, fundTransactions } from '../platform/messages/fund-claim.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import { shortId } from '../platform/message-id.ts';
import { type Message, messageOf, type MessageKind, putMessage } from './delivery.ts';
import { readFundClaim } from './read.ts';

/** Claims whose message is on the network now: a second press sends nothing. */
const underWay = new WeakMap<ServiceContext, Set<string>>();

/**
 * Brings a claim's application to the platform (3203), or clears up what is in doubt first: a correction (2601) of the
 * message, and where that is refused the same message once more, which does nothing twice. Whatever comes of it stands in
 * the claim. Refuses `fund_claim_unknown`, `fund_claim_not_submitted`, `fund_claim_mixed`, `platform_not_set` and
 * `fund_claim_sending`.
 */
export async function sendFundClaim(
  context: ServiceContext,
  actor: Actor,
  claimId: string,
  platform: Platform | undefined = platformOfSettings(context)(),
): Promise<FundClaim> {
  const claim = readFundClaim(context, claimId);
  if (claim.state === 'draft' || claim.state === 'withdrawn') {
    throw new Refusal('fund_claim_not_submitted', '这份拨付申请还没有申报或已撤回，不能报送平台。请先申报。');
  }
  requireOneCare(claim.lines);
  inTransaction(context.database, () => putMessage(context, actor, claimId, 'apply'));
  await bringForward(context, claimId, 'apply', required(platform));
  return readFundClaim(context, claimId);
}

/**
 * Takes the application back at the platform (3204). Refuses besides `fund_claim_in_doubt` while it is not known whether the
 * platform has it, and `fund_claim_undo_refused`.
 */
export async function undoFundClaim(
  context: ServiceContext,
  actor: Actor,
  claimId: string,
  platform: Platform | undefined = platformOfSettings(context)(),
): Promise<void> {
  const apply = messageOf(context, claimId, 'apply');
  if (apply === undefined || apply.state === 'pending' || apply.state === 'refused') return;
  if (apply.state === 'unknown') throw inDoubt();
  inTransaction(context.database, () => putMessage(context, actor, claimId, 'undo'));
  await bringForward(context, claimId, 'undo', required(platform));
  const undo = messageOf(context, claimId, 'undo');
  if (undo?.state === 'done') return;
  if (undo?.state === 'unknown') throw inDoubt();
  throw new Refusal(
    'fund_claim_undo_refused',
    `医保平台没有撤销清算申请：${undo?.reason ?? ''}请与中心联系。`,
  );
}

function inDoubt(): Refusal {
  return new Refusal('fund_claim_in_doubt', '还不知道平台收到没有。请先按“再报一次”查清，再撤回。');
}

function required(platform: Platform | undefined): Platform {
  if (platform !== undefined) return platform;
  throw new Refusal('platform_not_set', '没有设置医保平台，请信息科在管理里设置，或者改用清单文件。');
}

async function bringForward(
  context: ServiceContext,
  claimId: string,
  kind: MessageKind,
  platform: Platform,
): Promise<void> {
  const sending = underWay.get(context) ?? new Set();
  underWay.set(context, sending);
  if (sending.has(claimId)) {
    throw new Refusal('fund_claim_sending', '这份申请正在报送，请等结果出来。');
  }
  sending.add(claimId);
  try {
    const message = messageOf(context, claimId, kind);
    if (message === undefined || message.state === 'done') return;
    if (message.state === 'unknown') {
      const cleared = await clearUp(context, message, wireMessage(context, claimId, kind, message), platform);
      if (!cleared) return;
    }
    const now = messageOf(context, claimId, kind);
    if (now === undefined || now.state === 'done') return;
    await attempt(context, now, wireMessage(context, claimId, kind, now), platform);
  } finally {
    sending.delete(claimId);
  }
}

/**
 * True once nothing of the message is there, so that it may go out under its next id. Where the correction is refused, the
 * same message once more does nothing twice; a refusal of that leaves it in doubt, as something may be there.
 */
async function clearUp(
  context: ServiceContext,
  message: Message,
  wire: FundMessage & { readonly kind: MessageKind },
  platform: Platform,
): Promise<boolean> {
  const messageId = shortId(context.newId());
  const correction = { kind: 'correct', messageId, of: wire.kind, original: message.wireId } as const;
  const outcome = await platform.fundMessage(correction);
  if (!context.database.open) return false;
  keep(context, { id: message.id, wireId: messageId }, fundTransactions.correct, outcome);
  if (outcome.outcome !== 'rejected') return outcome.outcome === 'accepted';
  const again = await attempt(context, message, wire, platform, 'in_doubt');
  if (again.outcome !== 'rejected' || again.code !== correctedCode || !context.database.open) return false;
  // It was corrected after all.
  keep(context, message, fundTransactions.correct, { ...again, outcome: 'accepted', value: null });
  return true;
}

async function attempt(
  context: ServiceContext,
  message: Message,
  wire: FundMessage,
  platform: Platform,
  before: 'new' | 'in_doubt' = 'new',
): Promise<Outcome<string | null>> {
  const code = fundTransactions[wire.kind];
  insertAttempt(context, message, code, { outcome: 'started', code: null, reason: null, number: null });
  const outcome = await platform.fundMessage(wire);
  const isStillInDoubt = before === 'in_doubt' && outcome.outcome !== 'accepted';
  const kept = isStillInDoubt ? { ...outcome, outcome: 'unknown' as const } : outcome;
  if (context.database.open) keep(context, message, code, kept);
  return outcome;
}

function keep(
  context: ServiceContext,
  message: Pick<Message, 'id' | 'wireId'>,
  transactionCode: string,
  outcome: Outcome<string | null>,
): void {
  const number = outcome.outcome === 'accepted' ? outcome.value : null;
  const { code, reason } = outcome;
  insertAttempt(context, message, transactionCode, { outcome: outcome.outcome, code, reason, number });
}

function insertAttempt(
  context: ServiceContext,
  { id, wireId }: Pick<Message, 'id' | 'wireId'>,
  transactionCode: string,
  ended: {
    readonly outcome: string;
    readonly code: string | null;
    readonly reason: string | null;
    readonly number: string | null;
  },
): void {
  insertRow(context.database, 'fund_claim_attempt', {
    message_id: id,
    transaction_code: transactionCode,
    wire_message_id: wireId,
    at: context.clock.now().toISOString(),
    ...ended,
  });
}

function wireMessage(
  context: ServiceContext,
  claimId: string,
  kind: MessageKind,
  { wireId: messageId }: Message,
): FundMessage & { readonly kind: MessageKind } {
  if (kind === 'apply') return { kind, messageId, application: applicationOf(context, claimId) };
  return { kind, messageId, number: messageOf(context, claimId, 'apply')?.number ?? '' };
}

/** From stored lines alone, so that it says the same however often it is sent. */
function applicationOf(context: ServiceContext, claimId: string): FundApplication {
  const { payer, payerTitle, number, month, lines, amountFen } = readFundClaim(context, claimId);
  return {
    care: requireOneCare(lines),
    payer,
    payerTitle,
    claimNumber: number,
    month,
    from: dayOfMonth(month, 1),
    to: lastOfMonth(month),
    count: lines.length,
    totalFen: sumFen(lines.map(({ totalFen }) => totalFen)),
    personalFen: sumFen(lines.map(({ personalFen }) => personalFen)),
    amountFen,
  };
}

/** Refuses `fund_claim_mixed`: drafted while the payer was sent lists, which hold both. */
function requireOneCare(lines: FundClaim['lines']): KindOfCare {
  const visitCount = lines.filter(({ days }) => days === 0).length;
  if (visitCount === 0) return 'inpatient';
  if (visitCount === lines.length) return 'outpatient';
  throw new Refusal(
    'fund_claim_mixed',
    '这份申请里住院和门诊慢特病都有，医保平台分开清算，不能报送。请撤回后重新申请拨付，会分成两份。',
  );
}

function dayOfMonth(month: string, day: number): LocalDate {
  const found = localDate(Number(month.slice(0, 4)), Number(month.slice(5)), day);
  if (found === undefined) throw new RangeError('a day of a month');
  return found;
}

function lastOfMonth(month: string): LocalDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return (
    [31, 30, 29].map((day) => localDate(year, number, day)).find((day) => day !== undefined) ??
    dayOfMonth(month, 28)
  );
}
