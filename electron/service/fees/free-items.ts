import type { FreeFees } from '../../../shared/contract/fees.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { freeOfCharge, type FreeOfCharge } from '../../../shared/engine/free-of-charge.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isUnidentified } from '../emergency/unknown.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readClaim } from '../settlements/claim.ts';
import { prospect } from '../settlements/prospect.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { isKept } from './fee-lists.ts';

/** What of a stay must not be charged, in a sentence, and whether an item is of it. */
export interface FreeItems {
  readonly sentence: string;
  readonly isFree: (item: { readonly code: string; readonly catalogueCode: string | null }) => boolean;
}

type StayConcerned = Pick<
  Stay,
  'stayId' | 'personId' | 'place' | 'admittedOn' | 'diagnoses' | 'settlementId'
>;

/**
 * What must not be charged to the patient of a stay, as soon as it is entered: by the policy of today, and for a settled
 * stay by the one that it was settled by. Undefined where nothing is free.
 */
export function freeItemsOf(context: ServiceContext, stay: StayConcerned): FreeItems | undefined {
  const { free, document } =
    stay.settlementId === null ? freeToday(context, stay) : freeThen(context, stay.settlementId);
  if (free === undefined) return undefined;
  const { payer, clause, items } = free;
  const what = items === undefined ? '本次费用免费' : '此项免费';
  const codes = items === undefined ? undefined : new Set(items.codes);
  return {
    sentence: `${what}，不得收取：由${payer}承担（${document}${clause}）。`,
    isFree: ({ code, catalogueCode }) =>
      codes === undefined || codes.has(code) || (catalogueCode !== null && codes.has(catalogueCode)),
  };
}

interface Found {
  readonly free: FreeOfCharge | undefined;
  readonly document: string;
}

const nothing: Found = { free: undefined, document: '' };

function freeToday(
  context: ServiceContext,
  { personId, place, admittedOn, diagnoses }: StayConcerned,
): Found {
  if (isUnidentified(context, personId)) return nothing;
  const diseases = diagnoses.map(({ code }) => code);
  const of = { day: today(context), place, admittedOn, diseases };
  const asked = prospect(context, readPerson(context, personId), of);
  if (asked === undefined) return nothing;
  const { policy, claim, year } = asked;
  return { free: freeOfCharge(policy, claim, year), document: policy.document };
}

function freeThen(context: ServiceContext, settlementId: string): Found {
  const { inForceId, explanation } = readSettlementRow(context, settlementId);
  const policy = policyOfAct(context, inForceId);
  const claim = readClaim(context, settlementId);
  return { free: freeOfCharge(policy, claim, explanation.before), document: policy.document };
}

/** The free lines of a stay, summed; null where there are none. What was given back is taken off. */
export function freeFees(context: ServiceContext, stay: StayConcerned): FreeFees | null {
  const free = freeItemsOf(context, stay);
  if (free === undefined) return null;
  const lines = statement<[string], { code: string; catalogueCode: string | null; amountFen: number }>(
    context.database,
    `SELECT code, catalogue_code AS catalogueCode, amount_fen AS amountFen
     FROM fee_list AS list JOIN fee_item ON fee_list_id = list.id WHERE list.stay_id = ? AND ${isKept('list')}`,
  )
    .all(stay.stayId)
    .filter(free.isFree);
  if (lines.length === 0) return null;
  const amountFen = fen(lines.reduce((sum, line) => sum + line.amountFen, 0));
  return { itemCount: lines.length, amountFen, sentence: free.sentence };
}
