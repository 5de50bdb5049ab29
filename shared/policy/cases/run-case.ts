import { explainLayer } from '../../engine/explain.ts';
import type { Claim } from '../../engine/claim.ts';
import { PolicyRefusal } from '../../engine/refusal.ts';
import { settleLayer } from '../../engine/settle.ts';
import { plainYuan } from '../../money/fen.ts';
import { compilePack } from '../compile-pack.ts';
import { PackRefused, problemLine } from '../problem.ts';
import type { Pack } from '../read-pack.ts';
import type { ConformanceCase, IdentityCase, LayerCase } from './case-file.ts';
import { runStays } from './run-stays.ts';

/** Finds a pack by its id; throws PackRefused when it is faulty. */
export type PackById = (id: string) => Pack | undefined;

export interface CaseOutcome {
  readonly name: string;
  /** One line for each difference, followed by why the layer pays what it pays. Empty means passed. */
  readonly differences: readonly string[];
}

/** Runs one case. A pack that is missing or faulty is a difference of the case, not an end of the run. */
export function runCase(conformanceCase: ConformanceCase, packById: PackById): CaseOutcome {
  const { name } = conformanceCase.value;
  try {
    return { name, differences: differencesOf(conformanceCase, packById) };
  } catch (error) {
    if (error instanceof PackRefused) return { name, differences: error.message.split('\n') };
    throw error;
  }
}

function differencesOf(conformanceCase: ConformanceCase, packById: PackById): string[] {
  if (conformanceCase.shape === 'faulty') return conformanceCase.value.problems.map(problemLine);
  if (conformanceCase.shape === 'identity') return runIdentity(conformanceCase.value);
  const { value } = conformanceCase;
  const pack = packById(value.pack);
  if (pack === undefined) return [`no pack “${value.pack}”`];
  const policy = compilePack(pack, value.options);
  return conformanceCase.shape === 'layer'
    ? runLayer(conformanceCase.value, pack, policy)
    : runStays(conformanceCase.value, policy);
}

function runLayer(layerCase: LayerCase, pack: Pack, policy: ReturnType<typeof compilePack>): string[] {
  const settledOn = layerCase.settled ?? pack.text.effective.from;
  const standing = layerCase.hospital ?? { level: 2 as const, county_level: true };
  const zero = { totalFen: 0, ownExpenseFen: 0, overLimitFen: 0, preSelfPayFen: 0, inScopeFen: 0 };
  const claim: Claim = {
    settledOn,
    admittedOn: settledOn,
    place: layerCase.place,
    hospital: { level: standing.level, countyLevel: standing.county_level },
    person: {
      eligibilities: layerCase.person?.categories ?? ['registered_poor'],
      insured: layerCase.person?.insured ?? true,
      ageYears: layerCase.person?.age,
      diseases: [...layerCase.diseases, ...(layerCase.person?.diseases ?? [])],
    },
    cost: zero as Claim['cost'],
    approvedFen: {},
  };
  const alone = { beforeFen: layerCase.before, burdenFen: layerCase.burden, kind: layerCase.kind };
  const expected =
    typeof layerCase.expect === 'object' ? layerCase.expect.error : plainYuan(layerCase.expect);
  try {
    const result = settleLayer(policy, layerCase.layer, claim, alone);
    const got = plainYuan(result.payFen);
    if (got === expected) return [];
    return [
      `${layerCase.layer}: expected ${expected}, got ${got}`,
      ...explainLayer(result, policy.document, '医院'),
    ];
  } catch (error) {
    if (!(error instanceof PolicyRefusal)) throw error;
    if (error.code === expected) return [];
    return [`${layerCase.layer}: expected ${expected}, refused with ${error.code}`, error.sentence];
  }
}

/** A message or bill is accepted when its parts and its payers both sum to the total, to the fen. */
function runIdentity({ accept, total, parts, payers }: IdentityCase): string[] {
  const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);
  const holds = sum(parts) === total && sum(Object.values(payers)) === total;
  if (holds === accept) return [];
  return [`identities ${holds ? 'hold' : 'do not hold'}, expected to ${accept ? 'hold' : 'fail'}`];
}
