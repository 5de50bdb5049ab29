import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import type { RequestInput, RequestName, RequestOutput } from '../../../shared/contract/contract.ts';
import type { Answer } from '../../../shared/contract/refusal.ts';
import { answer } from '../../../electron/service/answer.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { testKeyHex, testPassword } from '../../service/harness/hospital.ts';

const windowId = 1;

export type SettleInput = RequestInput<'settlements.settle'>;

/** A clerk's window on a hospital's file, and nothing beside it: no sender, no copies. */
export class Window {
  readonly database: Database;
  readonly #context: ServiceContext;

  /** Refuses what opening refuses. */
  constructor(dataFolder: string) {
    const connection = {
      file: path.join(dataFolder, 'hospital.db'),
      keyHex: testKeyHex,
      nativeBinding: null,
    };
    const clock = { now: () => new Date() };
    this.database = openDatabase({ ...connection, clock });
    this.#context = {
      database: this.database,
      connection: { ...connection, busyTimeoutMs: 1000 },
      clock,
      newId: () => newId(),
      publish: () => undefined,
      practice: false,
      dataFolder,
      packsFolder: '',
      practiceFolder: '',
      platformUrl: null,
      sessions: new Map(),
      wakeSender: () => undefined,
    };
  }

  ask<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Answer<RequestOutput<Name>>> {
    const asked = { windowId, name, fromHost: false, input, filePath: null };
    return answer(this.#context, handlers, asked) as Promise<Answer<RequestOutput<Name>>>;
  }

  /** Signs in and tries a settlement of the stay; what is to be confirmed. */
  async tried(stayId: string): Promise<SettleInput> {
    if (this.#context.sessions.size === 0) {
      await this.ask('staff.signIn', { login: 'clerk', password: testPassword });
    }
    const trial = await this.ask('settlements.trial', { stayId, asOrdinary: false });
    if (!trial.ok) throw new Error(trial.error.code);
    const { trialHash, personalFen } = trial.value;
    const payments = [{ means: 'cash' as const, amountFen: personalFen, reference: null }];
    return { requestId: newId(), stayId, asOrdinary: false, trialHash, payments };
  }
}

/** What is there of a settlement: everything that belongs to it, or nothing of anything. */
export interface Pieces {
  readonly settlements: number;
  readonly layers: number;
  readonly postings: number;
  readonly entries: number;
  readonly uploads: number;
  readonly audits: number;
}

export const nothing: Pieces = { settlements: 0, layers: 0, postings: 0, entries: 0, uploads: 0, audits: 0 };

export function piecesIn(database: Database): Pieces {
  return database
    .prepare<[], Pieces>(
      `SELECT (SELECT count(*) FROM settlement) AS settlements, (SELECT count(*) FROM settlement_layer) AS layers,
         (SELECT count(*) FROM ledger_posting) AS postings, (SELECT count(*) FROM ledger_entry) AS entries,
         (SELECT count(*) FROM outbox WHERE kind = 'settlement') AS uploads,
         (SELECT count(*) FROM audit WHERE act = 'settlements.settled') AS audits`,
    )
    .get() as Pieces;
}
