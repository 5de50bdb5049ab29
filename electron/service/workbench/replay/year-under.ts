import { type Claim, emptyYear, type YearState } from '../../../../shared/engine/claim.ts';
import type { Policy } from '../../../../shared/engine/policy.ts';
import { PolicyRefusal } from '../../../../shared/engine/refusal.ts';
import { settle } from '../../../../shared/engine/settle.ts';
import type { Settlement, Wanted } from '../../../../shared/engine/settlement.ts';
import { type Fen, fen, zeroFen } from '../../../../shared/money/fen.ts';

/** A claim as it was once asked, without what the year held: that is rebuilt. */
export interface StoredClaim {
  /** Person and insurance: who has a year of their own. */
  readonly yearKey: number;
  /** Which stay, if it was settled in parts. */
  readonly stayInParts: string | null;
  readonly claim: Claim;
}

/**
 * The year of one person after another under one policy: the claims of a person come one after the other, in the order
 * in which they were settled. What the policy refuses leaves the year as it was.
 */
export class YearUnder {
  readonly #policy: Policy;
  readonly #wanted: Wanted;
  #yearKey: number | undefined;
  #year: YearState = emptyYear;
  /** What each stay of the year has borne of its deductible, for stays that are settled in parts. */
  readonly #borneFen = new Map<string, Fen>();

  constructor(policy: Policy, wanted: Wanted) {
    this.#policy = policy;
    this.#wanted = wanted;
  }

  settle({ yearKey, stayInParts, claim }: StoredClaim): Settlement | PolicyRefusal {
    if (yearKey !== this.#yearKey) {
      this.#yearKey = yearKey;
      this.#year = emptyYear;
      if (this.#borneFen.size > 0) this.#borneFen.clear();
    }
    try {
      if (stayInParts !== null) return this.#settlePart(stayInParts, claim);
      const settlement = settle(this.#policy, this.#fitted(claim), this.#year, this.#wanted);
      this.#year = settlement.after;
      return settlement;
    } catch (error) {
      if (error instanceof PolicyRefusal) return error;
      throw error;
    }
  }

  #settlePart(stayId: string, claim: Claim): Settlement {
    const borneFen = this.#borneFen.get(stayId);
    const known = borneFen === undefined ? {} : { deductibleBorneFen: borneFen, continuesStay: true };
    const settlement = settle(this.#policy, { ...this.#fitted(claim), ...known }, this.#year, this.#wanted);
    this.#year = settlement.after;
    this.#borneFen.set(
      stayId,
      fen((borneFen ?? claim.deductibleBorneFen ?? zeroFen) + settlement.deductibleFen),
    );
    return settlement;
  }

  /** Amounts that were approved for a layer that this policy does not have are nobody's to pay. */
  #fitted(claim: Claim): Claim {
    if (Object.keys(claim.approvedFen).length === 0) return claim;
    const approved = Object.entries(claim.approvedFen);
    const takes = new Set(
      this.#policy.layers.filter(({ takesApproval }) => takesApproval).map(({ id }) => id),
    );
    return { ...claim, approvedFen: Object.fromEntries(approved.filter(([layer]) => takes.has(layer))) };
  }
}
