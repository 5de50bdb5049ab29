import type { ChainPreview } from '../../../shared/contract/corrections.ts';
import { type Fen, zeroFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { readStay } from '../stays/stay.ts';
import { type CarriedStep, carryOver } from './carry-over.ts';
import { type ChainLink, type ChainQuestion, readChain, walkChain, type WalkedLink } from './chain.ts';
import { changeOf, layerChanges, sumOfChanges } from './changes.ts';
import { rehearse } from './rehearsal.ts';

/** A preview with what it was made of: `runChain` writes exactly this. */
export interface PreparedChain {
  readonly chain: readonly ChainLink[];
  readonly carriedSteps: readonly CarriedStep[];
  /** The hash of each trial, null where nothing is settled again: the walk for real must come to the same. */
  readonly trialHashes: readonly (string | null)[];
  readonly preview: ChainPreview;
}

/**
 * What reversing the chain and settling it again would give: the act itself, rehearsed and undone. The hash covers all
 * that is shown and everything that decided it. Refuses what `readChain`, a reversal and a settlement refuse.
 */
export function prepareChain(context: ServiceContext, actor: Actor, question: ChainQuestion): PreparedChain {
  const chain = readChain(context, question.settlementId);
  const walked = rehearse(context.database, () =>
    walkChain(context, actor, chain, question, {
      request: () => ({ requestId: context.newId(), requestHash: 'rehearsal' }),
      why: { reason: '试算', approvalId: null },
      paymentsOf: () => [],
    }),
  );
  const carriedSteps = walked.map(({ paid, again }) => ({ paid, personalFen: personalOf(again) }));
  const preview = previewOf(context, question, walked, carriedSteps);
  return { chain, carriedSteps, trialHashes: trialHashes(walked), preview };
}

/** What the walk came to, in the order of the chain. */
export function trialHashes(walked: readonly WalkedLink[]): (string | null)[] {
  return walked.map(({ again }) => again?.trial.trialHash ?? null);
}

function personalOf(again: WalkedLink['again']): Fen | null {
  return again?.trial.settlement.personalFen ?? null;
}

function previewOf(
  context: ServiceContext,
  { settlementId, resettleFirst, asOrdinary }: ChainQuestion,
  walked: readonly WalkedLink[],
  carriedSteps: readonly CarriedStep[],
): ChainPreview {
  const [first] = walked;
  if (first === undefined) throw new Error('a chain has at least its first settlement');
  const { personId, year } = first.original;
  const steps = walked.map((link) => stepOf(context, link));
  const cashRounding = readSetting(context, 'cashRounding');
  const { refundFen, dueFen, deferredBeforeFen, deferredAfterFen } = carryOver(
    carriedSteps,
    [],
    cashRounding,
  );
  const shown = {
    settlementId,
    resettleFirst,
    asOrdinary,
    personId,
    personName: readPerson(context, personId).name,
    year,
    settledOn: today(context),
    steps,
    ...sumOfChanges(steps),
    cashRounding,
    patient: { refundFen, dueFen, deferred: changeOf(deferredBeforeFen, deferredAfterFen) },
  };
  const previewHash = sha256(canonicalJson({ shown, carriedSteps, trials: trialHashes(walked) }));
  return { previewHash, ...shown };
}

function stepOf(
  context: ServiceContext,
  { original, layers, again }: WalkedLink,
): ChainPreview['steps'][number] {
  const { settlementId, slipNumber, stayId, settledOn, eligibilities } = original;
  const { admissionNumber, department } = readStay(context, stayId);
  const settlement = again?.trial.settlement;
  return {
    settlementId,
    slipNumber,
    stayId,
    admissionNumber,
    department,
    settledOn,
    eligibilitiesBefore: [...eligibilities],
    // Nothing else counts for what is only reversed.
    eligibilitiesAfter: [...(again?.trial.eligibilities ?? eligibilities)],
    total: changeOf(original.totalFen, settlement?.cost.totalFen ?? zeroFen),
    layers: layerChanges(layers, settlement?.layers ?? []),
    personal: changeOf(original.personalFen, settlement?.personalFen ?? zeroFen),
    settledAgain: settlement !== undefined,
    warnings: settlement?.warnings.map(({ sentence }) => sentence) ?? [],
  };
}
