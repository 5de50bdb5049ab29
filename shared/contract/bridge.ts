import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './contract.ts';
import type { Answer } from './refusal.ts';

/** What the preload puts on `window.onestop`: the whole reach of a window. */
export interface Bridge {
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<Answer<RequestOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}
