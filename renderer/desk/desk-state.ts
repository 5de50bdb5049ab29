import { useRef, useState } from 'react';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Reading } from '../../shared/contract/identification.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { SettlementRecord, Trial } from '../../shared/contract/settlements.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { refusalOf } from '../app/client.ts';
import type { RepeatedFees } from '../fees/repeated-dialog.tsx';

/** What became of the paper, in a sentence. */
export interface Printed {
  readonly sentence: string;
  readonly isTrouble: boolean;
  /** The document of which only a person knows whether it lies in the tray. */
  readonly askAbout?: string;
}

/** What lies on the desk: one person, one stay, and either a trial of it or its settlement. */
export interface DeskState {
  readonly card: PersonCard | undefined;
  /** The paper of that person, as it was read; its picture is nowhere else. */
  readonly reading: Reading | undefined;
  /** A paper that says something else than the roster: a person decides. */
  readonly undecided: Reading | undefined;
  readonly stay: Stay | undefined;
  /** The clerk's explicit choice to settle as an ordinary resident. */
  readonly asOrdinary: boolean;
  readonly trial: Trial | undefined;
  /** The trial that stood here before, where the amounts have changed since the clerk looked. */
  readonly replaced: Trial | undefined;
  readonly settlement: SettlementRecord | undefined;
  /** A fee file of which some lines are there already: a person decides. */
  readonly repeatedFees: RepeatedFees | undefined;
  /** F5: the sentences instead of the picture. */
  readonly showsWhy: boolean;
  /** What became of the paper. */
  readonly printed: Printed | undefined;
  readonly trouble: Refusal | undefined;
  /** What is being done, for the line that appears after 300 ms. */
  readonly doing: string | undefined;
}

export const emptyDesk: DeskState = {
  card: undefined,
  reading: undefined,
  undecided: undefined,
  stay: undefined,
  asOrdinary: false,
  trial: undefined,
  replaced: undefined,
  settlement: undefined,
  repeatedFees: undefined,
  showsWhy: false,
  printed: undefined,
  trouble: undefined,
  doing: undefined,
};

/** Changes the desk, unless somebody else has been called to the window since: then the answer comes too late. */
export type Put = (change: Partial<DeskState>) => void;

export interface DeskStore {
  /** As drawn last. */
  readonly state: DeskState;
  /** As it is, drawn or not: an event may come between a change and its picture. */
  readonly current: () => DeskState;
  /** Clears what belonged to the last person or stay, keeps `kept`; answers under way are dropped when they come. */
  readonly begin: (kept: Partial<DeskState>) => void;
  /** Runs a piece of work for what lies on the desk now. Its trouble is shown in place. */
  readonly during: (doing: string, work: (put: Put) => Promise<void>) => void;
  /** A change from outside, such as an event, if it still concerns what lies here. */
  readonly change: (change: (state: DeskState) => DeskState) => void;
}

export function useDeskStore(): DeskStore {
  const [state, setState] = useState(emptyDesk);
  const latest = useRef(emptyDesk);
  const visit = useRef(0);
  const change: DeskStore['change'] = (next) => {
    latest.current = next(latest.current);
    setState(latest.current);
  };
  return {
    state,
    current: () => latest.current,
    begin(kept) {
      visit.current += 1;
      change(() => ({ ...emptyDesk, ...kept }));
    },
    during(doing, work) {
      const mine = visit.current;
      const put: Put = (changed) => {
        if (visit.current === mine) change((before) => ({ ...before, ...changed }));
      };
      put({ doing, trouble: undefined });
      work(put)
        .catch((error: unknown) => put({ trouble: refusalOf(error) }))
        .finally(() => put({ doing: undefined }));
    },
    change,
  };
}
