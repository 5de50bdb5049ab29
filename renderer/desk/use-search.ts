import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { usualCodeShapes } from '../../shared/identity/code-shape.ts';
import { type Client, refusalOf } from '../app/client.ts';
import { useAnswer, useClient } from '../app/use-client.ts';
import { Keystrokes } from '../identification/keystrokes.ts';
import { type TypedLine, typedLine } from '../identification/typed-line.ts';

type Found = RequestOutput<'people.search'>;
export type FoundBy = TypedLine['by'];

/** Less than a hand needs from key to key, more than one word of pinyin takes on its way through an input method. */
const typingPauseMs = 90;

export interface Search {
  readonly text: string;
  readonly found: Found | undefined;
  readonly refusal: Refusal | undefined;
  readonly marked: number;
  readonly isOpen: boolean;
  readonly type: (text: string) => void;
  /** Every key in the field, by which a scanner is told from a hand. */
  readonly hear: (key: string, atMs: number) => void;
  /** Whether an Enter belongs to the scan before. */
  readonly isEcho: (atMs: number) => boolean;
  /** Moves the mark by one; it stays within the list. */
  readonly move: (by: 1 | -1) => void;
  /** Enter: the marked hit, or, for a scan that is faster than the answer, the only hit once it is there. */
  readonly enter: (atMs: number) => void;
  readonly pick: (personId: string) => void;
  readonly clear: () => void;
}

interface SearchActs {
  readonly choose: (personId: string, by: FoundBy) => void;
  /** The code of another paper than an ID card. */
  readonly readCode: (code: string) => void;
}

interface Answer {
  readonly found: Found | undefined;
  readonly refusal: Refusal | undefined;
}
const noAnswer: Answer = { found: undefined, refusal: undefined };

/** What is typed or scanned into the one field at the top. Names are looked up while typing, numbers on Enter. */
export function useSearch({ choose, readCode }: SearchActs): Search {
  const client = useClient();
  const shapes = useAnswer('identification.codeShapes', {}).value ?? usualCodeShapes;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState(noAnswer);
  const [marked, setMarked] = useState(0);
  /** What the field holds now; an answer to anything else comes too late. */
  const wanted = useRef('');
  const [keys] = useState(() => new Keystrokes());
  const type = (typed: string) => {
    wanted.current = typed.trim();
    setText(typed);
    setAnswer(noAnswer);
  };
  const take = (personId: string, by: FoundBy) => {
    type('');
    choose(personId, by);
  };
  const ask = async (typed: string, onlyBy?: FoundBy) => {
    const next = await answerTo(client, typed);
    if (typed !== wanted.current) return;
    const [only, ...others] = next.found?.hits ?? [];
    if (onlyBy !== undefined && only !== undefined && others.length === 0) return take(only.personId, onlyBy);
    setAnswer(next);
    setMarked(0);
  };
  const askSoon = useDebouncedCallback((typed: string) => {
    if (typed === wanted.current) void ask(typed);
  }, typingPauseMs);
  const { found, refusal } = answer;
  return {
    text,
    found,
    refusal,
    marked,
    isOpen: text.trim() !== '' && (found !== undefined || refusal !== undefined),
    type(typed) {
      type(typed);
      if (isWord(typed)) askSoon(typed.trim());
    },
    hear: (key, atMs) => keys.hear(key, atMs),
    isEcho: (atMs) => keys.isEcho(atMs),
    move: (by) => setMarked((at) => Math.min(Math.max(at + by, 0), (found?.hits.length ?? 1) - 1)),
    enter(atMs) {
      const { typed, by, isCode } = typedLine(keys.end(atMs), text, shapes);
      const hit = typed === text.trim() ? found?.hits[marked] : undefined;
      if (isCode) {
        type('');
        readCode(typed);
      } else if (hit !== undefined) take(hit.personId, 'picked');
      else {
        if (typed !== text.trim()) type(typed);
        void ask(typed, by);
      }
    },
    pick: (personId) => take(personId, 'picked'),
    clear: () => type(''),
  };
}

async function answerTo(client: Client, text: string): Promise<Answer> {
  try {
    return { found: await client.request('people.search', { text }), refusal: undefined };
  } catch (error) {
    const refusal = refusalOf(error);
    // A sound number that no roster holds: nobody found, as with a name.
    if (refusal.code === 'person_not_in_roster')
      return { found: { hits: [], more: false }, refusal: undefined };
    return { found: undefined, refusal };
  }
}

/** Half a number would only be told that it is too short. */
function isWord(text: string): boolean {
  return text.trim() !== '' && !/^[\d０-９]/.test(text.trim());
}
