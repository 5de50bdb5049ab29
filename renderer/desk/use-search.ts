import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { refusalOf } from '../app/client.ts';
import { useClient } from '../app/use-client.ts';

type Found = RequestOutput<'people.search'>;

const typingPauseMs = 180;

export interface Search {
  readonly text: string;
  readonly found: Found | undefined;
  readonly refusal: Refusal | undefined;
  readonly marked: number;
  readonly isOpen: boolean;
  readonly type: (text: string) => void;
  /** Moves the mark by one; it stays within the list. */
  readonly move: (by: 1 | -1) => void;
  /** Enter: the marked hit, or, for a scan that is faster than the answer, the only hit once it is there. */
  readonly enter: () => void;
  readonly pick: (personId: string) => void;
  readonly clear: () => void;
}

/** What is typed or scanned into the one field at the top. Names are looked up while typing, numbers on Enter. */
export function useSearch(choose: (personId: string) => void): Search {
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [marked, setMarked] = useState(0);
  /** What the field holds now; an answer to anything else comes too late. */
  const wanted = useRef('');
  const type = (typed: string) => {
    wanted.current = typed.trim();
    setText(typed);
    setFound(undefined);
    setRefusal(undefined);
  };
  const pick = (personId: string) => {
    type('');
    choose(personId);
  };
  const ask = async (typed: string, picksOnly: boolean) => {
    if (typed !== wanted.current) return;
    try {
      const answer = await client.request('people.search', { text: typed });
      if (typed !== wanted.current) return;
      const [only, ...others] = answer.hits;
      if (picksOnly && only !== undefined && others.length === 0) return pick(only.personId);
      setFound(answer);
      setMarked(0);
    } catch (error) {
      if (typed !== wanted.current) return;
      const why = refusalOf(error);
      // A sound number that no roster holds: nobody found, as with a name.
      if (why.code === 'person_not_in_roster') setFound({ hits: [], more: false });
      else setRefusal(why);
    }
  };
  const askSoon = useDebouncedCallback((typed: string) => void ask(typed, false), typingPauseMs);
  return {
    text,
    found,
    refusal,
    marked,
    isOpen: text.trim() !== '' && (found !== undefined || refusal !== undefined),
    type(typed) {
      type(typed);
      if (isName(typed)) askSoon(typed.trim());
    },
    move: (by) => setMarked((at) => Math.min(Math.max(at + by, 0), (found?.hits.length ?? 1) - 1)),
    enter() {
      const hit = found?.hits[marked];
      if (hit === undefined) void ask(text.trim(), true);
      else pick(hit.personId);
    },
    pick,
    clear: () => type(''),
  };
}

/** Half a number would only be told that it is too short. */
function isName(text: string): boolean {
  return text.trim() !== '' && !/^[\d０-９]/.test(text.trim());
}
