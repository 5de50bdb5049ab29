/** What the platform calls the people, stays and settlements of ours. */
export interface KnownNumbers {
  readonly personNumber: string;
  /** `mdtrt_id`; null before the admission is accepted. */
  readonly stayNumber: string | null;
  /** `setl_id` of the settlement that a reversal negates or a settlement list is about. */
  readonly originalNumber: string | null;
}
