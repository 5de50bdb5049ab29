import type { Database } from 'better-sqlite3';
import type {
  EventName,
  EventPayload,
  RequestName,
  RequestOutput,
  Requests,
} from '../../shared/contract/contract.ts';
import type { HostRequestName, HostRequestOutput, hostRequests } from '../../shared/contract/host.ts';
import type { Session, SignedIn } from '../../shared/contract/staff.ts';
import type { z } from 'zod';
import type { ConnectionOptions } from './database/connection.ts';

/** Time is asked for here and nowhere else, so that a test can set it. */
export interface Clock {
  now(): Date;
}

/** What every function of the service works with. One per open hospital file. */
export interface ServiceContext {
  readonly database: Database;
  readonly clock: Clock;
  /** How another thread opens this hospital's file, to read beside the service. */
  readonly connection: ConnectionOptions;
  /** uuid v7. */
  newId(): string;
  /** Tells every window. Called after the commit, never inside a transaction. */
  publish<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  readonly practice: boolean;
  readonly dataFolder: string;
  readonly packsFolder: string;
  readonly practiceFolder: string;
  /** Overrides the platform address of the settings. */
  readonly platformUrl: string | null;
  /** Who is signed in at which window. */
  readonly sessions: Map<number, SignedIn>;
  /**
   * Something was put into the outbox: the sender looks now, unless the platform is being left alone. A person who
   * asks for it gets one probe at once even then.
   */
  wakeSender(by?: 'person'): void;
}

/** The account that acts. Every act has one. */
export interface Actor extends Session {
  readonly windowId: number;
}

type ActorOf<Name extends RequestName> = Requests[Name]['allowed'] extends 'anyone'
  ? Actor | undefined
  : Actor;

/** One call as a handler sees it: checked input, known actor. */
export interface Call<Name extends RequestName> {
  readonly input: z.output<Requests[Name]['input']>;
  readonly actor: ActorOf<Name>;
  readonly windowId: number;
  /** The file behind the input's token, where the request takes one. */
  readonly filePath: string | undefined;
}

export type ServiceRequestName = {
  [Name in RequestName]: Requests[Name]['answeredBy'] extends 'service' ? Name : never;
}[RequestName];

/** One function per request of the contract; a missing or a superfluous one does not compile. */
export type Handlers = {
  readonly [Name in ServiceRequestName]: (
    context: ServiceContext,
    call: Call<Name>,
  ) => RequestOutput<Name> | Promise<RequestOutput<Name>>;
};

export type HostHandlers = {
  readonly [Name in HostRequestName]: (
    context: ServiceContext,
    call: {
      readonly input: z.output<(typeof hostRequests)[Name]['input']>;
      readonly actor: Actor;
      readonly windowId: number;
    },
  ) => HostRequestOutput<Name> | Promise<HostRequestOutput<Name>>;
};
