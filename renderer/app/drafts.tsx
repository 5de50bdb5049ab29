import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Client } from './client.ts';
import { useClient } from './use-client.ts';

/** What was typed is told to the service after so long without another key. */
const pauseMs = 400;

/** What was begun before the page was loaded, by name; taken out by the form that goes on with it. */
const DraftsContext = createContext<Map<string, string>>(new Map());

/** Asks for what was begun before the page crashed, and shows the rooms when it is known. */
export function Drafts({ client, children }: { client: Client; children: ReactNode }) {
  const [begun, setBegun] = useState<Map<string, string>>();
  useEffect(() => {
    client.request('drafts.read', {}).then(
      ({ drafts }) => setBegun(new Map(Object.entries(drafts))),
      // Without an answer the forms begin empty.
      () => setBegun(new Map()),
    );
  }, [client]);
  return begun === undefined ? null : <DraftsContext value={begun}>{children}</DraftsContext>;
}

export interface Draft<Value> {
  readonly value: Value;
  readonly set: (value: Value) => void;
  /** It was sent, or nobody wants it any more. */
  readonly drop: () => void;
  /** It was begun before the page was loaded. */
  readonly isResumed: boolean;
}

/**
 * The state of a form that survives a crash of its page. What was kept and no longer fits the schema is left alone. Never
 * for passwords.
 */
export function useDraft<Value>(name: string, schema: z.ZodType<Value>, initial: Value): Draft<Value> {
  const begun = useContext(DraftsContext);
  const keep = useKeeping(name);
  const [resumed] = useState(() => readDraft(begun.get(name), schema));
  const [value, setValue] = useState(resumed ?? initial);
  useEffect(() => {
    begun.delete(name);
  }, [begun, name]);
  const set = useCallback(
    (next: Value) => {
      setValue(next);
      keep(JSON.stringify(next), pauseMs);
    },
    [keep],
  );
  const drop = useCallback(() => keep(null, 0), [keep]);
  return { value, set, drop, isResumed: resumed !== undefined };
}

/** Tells the newest text after a pause; a text that was not yet told when the form goes is not told any more. */
function useKeeping(name: string): (text: string | null, afterMs: number) => void {
  const client = useClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (text, afterMs) => {
      clearTimeout(timer.current);
      const tell = () => {
        // What cannot be kept is at worst typed again.
        client.request('drafts.keep', { name, text }).catch(() => undefined);
      };
      if (afterMs === 0) tell();
      else timer.current = setTimeout(tell, afterMs);
    },
    [client, name],
  );
}

function readDraft<Value>(text: string | undefined, schema: z.ZodType<Value>): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
