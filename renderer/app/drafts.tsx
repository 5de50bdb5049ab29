import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Client } from './client.ts';
import { useClient } from './use-client.ts';

/** What was typed is told to the service after so long without another key. */
const pauseMs = 400;

/** What was begun before the page was loaded, by name, taken out by the form that goes on with it; and what was told since. */
interface DraftBook {
  readonly begun: Map<string, string>;
  readonly told: Map<string, string>;
}

const newBook = (begun: Readonly<Record<string, string>> = {}): DraftBook => ({
  begun: new Map(Object.entries(begun)),
  told: new Map(),
});
const DraftsContext = createContext(newBook());

interface DraftsProps {
  readonly client: Client;
  /** The page was loaded anew while somebody was signed in: only then something was begun before. */
  readonly isReopened: boolean;
  /** Somebody is signed in; false while a lost session covers the rooms. */
  readonly active: boolean;
  readonly children: ReactNode;
}

/** Asks for what was begun before the page crashed, and shows the rooms when it is known. */
export function Drafts({ client, isReopened, active, children }: DraftsProps) {
  const [book, setBook] = useState(() => (isReopened ? undefined : newBook()));
  const isAwaited = book === undefined;
  useEffect(() => {
    if (!isAwaited) return;
    client.request('drafts.read', {}).then(
      ({ drafts }) => setBook(newBook(drafts)),
      // Without an answer the forms begin empty.
      () => setBook(newBook()),
    );
  }, [client, isAwaited]);
  useEffect(() => {
    // A service that was started again has forgotten what it was told, and its session with it.
    if (!active || book === undefined) return;
    for (const [name, text] of book.told) tell(client, name, text);
  }, [client, active, book]);
  return book === undefined ? null : <DraftsContext value={book}>{children}</DraftsContext>;
}

/** What cannot be kept is at worst typed again. */
function tell(client: Client, name: string, text: string | null): void {
  client.request('drafts.keep', { name, text }).catch(() => undefined);
}

export interface Draft<Value> {
  readonly value: Value;
  readonly set: (value: Value) => void;
  /** Some of its fields. */
  readonly change: (changed: Partial<Value>) => void;
  /** It was sent, or nobody wants it any more; so is a draft whose form is closed. */
  readonly drop: () => void;
  /** It was begun before the page was loaded. */
  readonly isResumed: boolean;
}

/**
 * The state of a form that survives a crash of its page or of the service. What was kept and no longer fits the schema is
 * left alone. Never for passwords.
 */
export function useDraft<Value>(name: string, schema: z.ZodType<Value>, initial: () => Value): Draft<Value> {
  const { begun } = useContext(DraftsContext);
  const keep = useKeeping(name);
  const [resumed] = useState(() => readDraft(begun.get(name), schema));
  const [value, setValue] = useState(() => resumed ?? initial());
  useEffect(() => {
    begun.delete(name);
  }, [begun, name]);
  const set = useCallback(
    (next: Value) => {
      setValue(next);
      keep(JSON.stringify(next));
    },
    [keep],
  );
  const change = (changed: Partial<Value>) => set({ ...value, ...changed });
  const drop = useCallback(() => keep(null), [keep]);
  return { value, set, change, drop, isResumed: resumed !== undefined };
}

/** Tells the newest text after a pause, and at once that there is none any more. */
function useKeeping(name: string): (text: string | null) => void {
  const client = useClient();
  const { begun, told } = useContext(DraftsContext);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What was begun before is still kept there under its name.
  const [isKept] = useState(() => begun.has(name));
  const keep = useCallback(
    (text: string | null) => {
      clearTimeout(timer.current);
      if (text !== null) {
        timer.current = setTimeout(() => {
          told.set(name, text);
          tell(client, name, text);
        }, pauseMs);
      } else if (told.delete(name) || isKept) {
        tell(client, name, null);
      }
    },
    [client, name, told, isKept],
  );
  useEffect(() => () => keep(null), [keep]);
  return keep;
}

function readDraft<Value>(text: string | undefined, schema: z.ZodType<Value>): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
