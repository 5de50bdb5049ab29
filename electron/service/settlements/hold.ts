import { Refusal } from '../../../shared/contract/refusal.ts';

/**
 * Whether another window of this hospital is settling this person right now. One machine, one file: nobody else can
 * be, since the transaction that settles holds the file. Hospitals with several windows answer here for all of them.
 */
export interface PersonHold {
  /** The name of the window that holds the person, or undefined while the person is free. */
  heldBy(personId: string): string | undefined;
}

export const onlyWindow: PersonHold = { heldBy: () => undefined };

export function requireFree(hold: PersonHold, personId: string): void {
  const windowName = hold.heldBy(personId);
  if (windowName !== undefined) {
    throw new Refusal('person_held', `${windowName}正在为此人结算，请稍后再试。`);
  }
}
