import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  type ControlFigure,
  controlFigures,
  type ControlTargets,
  type SpanOfDays,
} from '../../../shared/contract/reports.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Guarantee, Policy } from '../../../shared/engine/policy.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital } from '../hospital/settings.ts';
import { policyFor } from '../policy/in-force.ts';

/** Of a share in millionths, of the cap in fen. */
export interface Target {
  readonly value: number;
  readonly isAtMost: boolean;
  readonly source: string;
  /** Of the cap: only the patient's in-scope part counts. */
  readonly ofInScope?: boolean;
}

export type Targets = Readonly<Record<ControlFigure, Target | null>>;

/** The last business day of a span. */
export function lastDayOf({ until }: SpanOfDays): LocalDate {
  const last = new Date(`${until}T00:00:00.000Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  return last.toISOString().slice(0, 10) as LocalDate;
}

/** What the hospital set itself for that day comes before what the policy of its county says. */
export function targetsOn(context: ServiceContext, day: LocalDate): Targets {
  const { controlTargets, region } = readHospital(context, day);
  const own = controlTargets === null ? {} : ownTargets(controlTargets);
  const policy = policyOn(context, region, day);
  const packs = policy === undefined ? {} : packTargets(policy);
  const pairs = controlFigures.map((figure) => [figure, own[figure] ?? packs[figure] ?? null]);
  return Object.fromEntries(pairs) as Targets;
}

/** Undefined where none is in force there. */
export function policyOn(context: ServiceContext, region: string, day: LocalDate): Policy | undefined {
  try {
    return policyFor(context, region, day).policy;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no_policy_in_force') return undefined;
    throw error;
  }
}

type Some = Partial<Record<ControlFigure, Target>>;

function ownTargets(own: ControlTargets): Some {
  const source = own.document;
  const values: Record<ControlFigure, number | null> = {
    out_of_catalogue_share: own.outOfCatalogueAtMost,
    actual_share: own.actualAtLeast,
    in_scope_share: own.inScopeAtLeast,
    treated_in_county: own.treatedInCountyAtLeast,
    above_yearly_cap: own.yearlyCapFen,
  };
  const targets: Some = {};
  for (const figure of controlFigures) {
    const value = values[figure];
    if (value === null) continue;
    const isAtMost = figure === 'out_of_catalogue_share' || figure === 'above_yearly_cap';
    targets[figure] = { value, isAtMost, source };
  }
  return targets;
}

/** `control_figures` of the pack, and the cap that one of its layers brings a year down to. */
function packTargets({ document, text, outOfCatalogueAtMost, layers }: Policy): Some {
  const targets: Some = {};
  const [atMost] = outOfCatalogueAtMost?.values ?? [];
  if (atMost !== undefined) {
    const clause = outOfCatalogueAtMost?.clause ?? '';
    targets.out_of_catalogue_share = { value: atMost, isAtMost: true, source: `${document} ${clause}` };
  }
  const inCounty = text.control_figures?.visits_in_county;
  if (typeof inCounty?.at_least === 'number') {
    const source = `${document} ${inCounty.clause}`;
    targets.treated_in_county = { value: inCounty.at_least, isAtMost: false, source };
  }
  const cap = layers
    .filter(({ active }) => active)
    .flatMap(({ rules }) => rules.flatMap(({ gives }) => capsOf(gives.payment)))
    .find(({ per }) => per === 'year');
  const [capFen] = cap?.capFen.values ?? [];
  if (cap !== undefined && capFen !== undefined) {
    const source = `${document} ${cap.clause}`;
    targets.above_yearly_cap = { value: capFen, isAtMost: true, source, ofInScope: cap.of === 'in_scope' };
  }
  return targets;
}

function capsOf(payment: Policy['layers'][number]['rules'][number]['gives']['payment']): Guarantee[] {
  return payment.how === 'guarantee' ? payment.larger.filter(({ how }) => how === 'patient_cap') : [];
}
