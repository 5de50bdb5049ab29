import type { z } from 'zod';
import type { RequestName, RequestOutput, Requests } from '../../../shared/contract/contract.ts';

export type MainRequestName = {
  [Name in RequestName]: Requests[Name]['answeredBy'] extends 'main' ? Name : never;
}[RequestName];

/** One function per request that main answers; a missing or a superfluous one does not compile. */
export type MainHandlers = {
  readonly [Name in MainRequestName]: (call: {
    readonly windowId: number;
    readonly input: z.output<Requests[Name]['input']>;
  }) => Promise<RequestOutput<Name>>;
};
