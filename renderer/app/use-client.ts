import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { type Client, refusalOf } from './client.ts';

export const ClientContext = createContext<Client | undefined>(undefined);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('no client above this component');
  return client;
}

/** Listens while the component is on the screen; always the newest listener is called. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): void {
  const client = useClient();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => client.on(name, (payload) => newest.current(payload)), [client, name]);
}

export interface Asked<Value> {
  readonly value: Value | undefined;
  readonly refusal: Refusal | undefined;
  readonly waiting: boolean;
  readonly reload: () => void;
}

/** Asks once when the screen appears and again on `reload`; an old value stays readable while the new one comes. */
export function useAnswer<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Asked<RequestOutput<Name>> {
  const client = useClient();
  const [round, setRound] = useState(0);
  const [value, setValue] = useState<RequestOutput<Name>>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [answered, setAnswered] = useState<string>();
  const question = JSON.stringify(input);
  const asked = `${round} ${question}`;
  useEffect(() => {
    let current = true;
    const settle = (take: () => void) => {
      if (!current) return;
      take();
      setAnswered(asked);
    };
    const take = (answer: RequestOutput<Name>) => {
      setValue(answer);
      setRefusal(undefined);
    };
    client.request(name, JSON.parse(question) as RequestInput<Name>).then(
      (answer) => settle(() => take(answer)),
      (error: unknown) => settle(() => setRefusal(refusalOf(error))),
    );
    return () => {
      current = false;
    };
  }, [client, name, question, asked]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { value, refusal, waiting: answered !== asked, reload };
}

export interface Act {
  readonly waiting: boolean;
  readonly refusal: Refusal | undefined;
  readonly run: (work: () => Promise<void>) => void;
}

/** One act at a time, with its trouble kept for the place where it is said. */
export function useAct(): Act {
  const [waiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const running = useRef(false);
  const run = (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setWaiting(true);
    setRefusal(undefined);
    work()
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => {
        running.current = false;
        setWaiting(false);
      });
  };
  return { waiting, refusal, run };
}
