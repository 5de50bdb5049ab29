import SqliteDatabase, { type Database } from 'better-sqlite3';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { receiveMessage } from '../../../electron/service/practice/platform/door.ts';
import {
  holdings,
  type Holding,
  setOtherAmounts,
} from '../../../electron/service/practice/platform/holdings.ts';
import { type VirtualTime, WallClock } from './virtual-time.ts';

/** One message that the county took in and acted upon. */
export interface Accepted {
  readonly sequence: number;
  readonly messageId: string;
  readonly transactionCode: string;
}

/** The county platform: the practice platform's own acting code over a book in memory, which a restart does not lose. */
export class County {
  readonly #database: Database;
  readonly #clock: WallClock;
  /** Messages that came in. */
  messageCount = 0;

  constructor(schema: readonly string[], time: VirtualTime) {
    this.#database = new SqliteDatabase(':memory:');
    this.#database.exec(`${schema.join(';\n')};`);
    this.#clock = new WallClock(time);
  }

  act(body: string): string {
    this.messageCount += 1;
    const demands = { signIn: true, signed: false, credentials: practiceCredentials };
    return receiveMessage({ database: this.#database, clock: this.#clock }, demands, body);
  }

  /** This county reckons one stay otherwise. */
  reckonOtherwise(admissionNumber: string): void {
    const office = { database: this.#database, clock: this.#clock };
    setOtherAmounts(office, { admissionNumber, field: 'hifp_pay', moreFen: 100 });
  }

  settlements(): readonly Holding[] {
    return holdings({ database: this.#database, clock: this.#clock }, {}).settlements.toReversed();
  }

  /** Every message that was accepted and not corrected afterwards, in order. */
  accepted(): Accepted[] {
    return this.#database
      .prepare<[], Accepted>(
        `SELECT sequence, msgid AS messageId, infno AS transactionCode FROM message AS this
         WHERE infcode = '0' AND NOT EXISTS (SELECT 1 FROM corrected_message AS corrected
           WHERE corrected.fixmedins_code = this.fixmedins_code AND corrected.msgid = this.msgid) ORDER BY sequence`,
      )
      .all();
  }

  close(): void {
    this.#database.close();
  }
}
