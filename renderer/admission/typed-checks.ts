import { z } from 'zod';
import {
  type AdmissionChecks,
  type NotCoveredCause,
  notCoveredSchema,
  type ShownPaper,
  shownPaperSchema,
  shownPapers,
} from '../../shared/contract/stays.ts';

/** What is ticked: nothing is taken for checked that nobody ticked. */
export const typedChecksSchema = z.object({
  /** None of the causes applies, said by the clerk. */
  none: z.boolean(),
  causes: z.array(notCoveredSchema).readonly(),
  papers: z.array(shownPaperSchema).readonly(),
});
export type TypedChecks = Readonly<z.infer<typeof typedChecksSchema>>;

export const uncheckedYet: TypedChecks = { none: false, causes: [], papers: [] };

/** As recorded before; a record without causes says that none applied. */
export function typedChecks(recorded: AdmissionChecks | null): TypedChecks {
  if (recorded === null) return uncheckedYet;
  const { causes, papers } = recorded;
  return { none: causes.length === 0, causes, papers };
}

/** Null while the causes were not looked at. */
export function checksOf({ none, causes, papers }: TypedChecks): AdmissionChecks | null {
  if (!none && causes.length === 0) return null;
  return { causes: [...causes], papers: [...papers] };
}

export function withNone(checks: TypedChecks, none: boolean): TypedChecks {
  return { ...checks, none, causes: [] };
}

export function withCause(checks: TypedChecks, cause: NotCoveredCause, applies: boolean): TypedChecks {
  const others = checks.causes.filter((one) => one !== cause);
  return { ...checks, none: false, causes: applies ? [...others, cause] : others };
}

export function withPaper(checks: TypedChecks, paper: ShownPaper, isShown: boolean): TypedChecks {
  const others = checks.papers.filter((one) => one !== paper);
  return { ...checks, papers: isShown ? [...others, paper] : others };
}

export function withAllPapers(checks: TypedChecks, areShown: boolean): TypedChecks {
  return { ...checks, papers: areShown ? shownPapers : [] };
}
