import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { type YearState, emptyYear } from '../../../../shared/engine/claim.ts';
import type { Policy } from '../../../../shared/engine/policy.ts';
import { PolicyRefusal } from '../../../../shared/engine/refusal.ts';
import { settle } from '../../../../shared/engine/settle.ts';
import { plainYuan } from '../../../../shared/money/fen.ts';
import { compilePack } from '../../../../shared/policy/compile-pack.ts';
import { today, writeProofSection } from '../../../proof/section.ts';
import { packOf } from '../../policy/packs.ts';
import { Refused } from './conditions.ts';
import { type OracleSettlement, oracleEmptyYear, oracleSettle } from './oracle.ts';
import { claimOf } from './plain-claim.ts';
import { type PlainClaim, randomStays } from './random-claim.ts';
import { randomPack } from './random-pack.ts';

/** 20,000 in every test run, a million in `npm run prove`; SETTLEMENTS and SEED choose others. */
const full = process.env['ONESTOP_FULL'] === '1';
const settlements = Number(process.env['SETTLEMENTS'] ?? (full ? 1_000_000 : 20_000));
const personsPerPack = 20;
const firstSeed = Number(process.env['SEED'] ?? 1);

type Answer = Omit<OracleSettlement, 'after'> & { readonly after: Record<string, string> };

function engineAnswer(
  policy: Policy,
  plain: PlainClaim,
  year: YearState,
): { answer: Answer | string; after: YearState } {
  try {
    const result = settle(policy, claimOf(plain), year);
    const { after } = result;
    const answer = {
      pays: Object.fromEntries(result.layers.map((layer) => [layer.layer, plainYuan(layer.payFen)])),
      personal: plainYuan(result.personalFen),
      personalInScope: plainYuan(result.personalInScopeFen),
      deductible: plainYuan(result.deductibleFen),
      burden: plainYuan(result.criticalIllnessBurdenFen),
      after: {
        burden: plainYuan(after.criticalIllnessBurdenFen),
        personal: plainYuan(after.personalFen),
        personalInScope: plainYuan(after.personalInScopeFen),
        deductible: plainYuan(after.deductibleFen),
        stays: String(after.stays),
        ...Object.fromEntries(Object.entries(after.paidFen).map(([key, amount]) => [key, plainYuan(amount)])),
      },
    };
    return { answer, after };
  } catch (error) {
    if (error instanceof PolicyRefusal) return { answer: error.code, after: year };
    throw error;
  }
}

function oracleAnswer(
  random: ReturnType<typeof randomPack>,
  plain: PlainClaim,
  year: typeof oracleEmptyYear,
) {
  try {
    const { after, ...result } = oracleSettle(random.pack, random.options, plain, year);
    const flat = {
      burden: after.burden.toFixed(2),
      personal: after.personal.toFixed(2),
      personalInScope: after.personalInScope.toFixed(2),
      deductible: after.deductible.toFixed(2),
      stays: String(after.stays),
      ...Object.fromEntries(
        Object.entries(after.paid).map(([key, amount]) => [key, new Decimal(amount).toFixed(2)]),
      ),
    };
    return { answer: { ...result, after: flat }, after };
  } catch (error) {
    if (error instanceof Refused) return { answer: error.code, after: year };
    throw error;
  }
}

/** Only at full size, and only after the two have agreed. */
function writeProof({ done, refused, packs }: Record<'done' | 'refused' | 'packs', number>): void {
  const [all, without, policies] = [done, refused, packs].map((count) => count.toLocaleString('en-GB'));
  writeProofSection('Engine and oracle', [
    '',
    `Seen ${today()}: ${all} random settlements under ${policies} random policies, **0 fen differ**; seeds from ${firstSeed} on.`,
    '',
    'The oracle (`test/shared/engine/oracle`) is written from the domain alone, with decimal.js throughout, and shares no code with the engine. Compared are every payment, the patient’s part and its in-scope share, the deductible, what enters critical illness insurance and the whole state of the year after each stay.',
    '',
    `In ${without} of them both refused, with the same code.`,
  ]);
}

it(
  `engine and oracle agree to the fen on ${settlements} random settlements over random packs`,
  { timeout: 3_600_000 },
  () => {
    const differences: unknown[] = [];
    let done = 0;
    let refused = 0;
    let seed = firstSeed;
    for (; done < settlements; seed += 1) {
      const random = randomPack(seed);
      const policy = compilePack(packOf(JSON.stringify(random.pack)), random.options);
      for (let person = 0; person < personsPerPack && done < settlements; person += 1) {
        let [year, oracleYear] = [emptyYear, oracleEmptyYear];
        for (const plain of randomStays(seed * 1000 + person, random.pack)) {
          const engine = engineAnswer(policy, plain, year);
          const oracle = oracleAnswer(random, plain, oracleYear);
          if (JSON.stringify(engine.answer) !== JSON.stringify(oracle.answer)) {
            differences.push({ seed, person, plain, engine: engine.answer, oracle: oracle.answer });
          }
          [year, oracleYear] = [engine.after, oracle.after];
          if (typeof engine.answer === 'string') refused += 1;
          done += 1;
        }
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    // The random packs must mostly settle, and refuse often enough to compare refusals too.
    expect(refused).toBeGreaterThan(done * 0.02);
    expect(refused).toBeLessThan(done * 0.5);
    if (full) writeProof({ done, refused, packs: seed - firstSeed });
  },
);
