import SqliteDatabase, { type Database } from 'better-sqlite3';
import { statement } from '../../../electron/service/database/statement.ts';
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
  /** Messages that came in and may have changed what it holds of settlements. */
  changes = 0;
  #messageCount = 0;
  /** A county that takes a message it had before for a new one: whoever sends again without need does harm. */
  readonly forgets: boolean;
  /** Under which id a message came that was taken for a new one. */
  readonly #cameAs = new Map<string, string>();

  /** @param book an empty one, as a file */
  constructor(book: Uint8Array, time: VirtualTime, forgets: boolean) {
    this.forgets = forgets;
    this.#database = new SqliteDatabase(Buffer.from(book));
    this.#clock = new WallClock(time);
  }

  act(body: string): string {
    this.#messageCount += 1;
    if (/^{"infno":"(2304|2305|2601)"/.test(body)) this.changes += 1;
    const demands = { signIn: true, signed: false, credentials: practiceCredentials };
    return receiveMessage(
      { database: this.#database, clock: this.#clock },
      demands,
      this.forgets ? this.#asNew(body) : body,
    );
  }

  #asNew(body: string): string {
    const message = JSON.parse(body) as { readonly msgid: string };
    const known = "SELECT 1 FROM message WHERE msgid = ? AND infcode = '0'";
    const before = statement<[string]>(this.#database, known).get(message.msgid);
    if (before === undefined) return body;
    const msgid = `N${this.#messageCount}`;
    this.#cameAs.set(msgid, message.msgid);
    return JSON.stringify({ ...message, msgid });
  }

  /** This county reckons one stay otherwise. */
  reckonOtherwise(admissionNumber: string): void {
    const office = { database: this.#database, clock: this.#clock };
    setOtherAmounts(office, { admissionNumber, field: 'hifp_pay', moreFen: 100 });
  }

  settlements(): readonly Holding[] {
    return holdings({ database: this.#database, clock: this.#clock }, {}).settlements.toReversed();
  }

  /** Every message that was accepted and not corrected afterwards, in order, under the id it came with. */
  accepted(): Accepted[] {
    return this.#database
      .prepare<[], Accepted>(
        `SELECT sequence, msgid AS messageId, infno AS transactionCode FROM message AS this
         WHERE infcode = '0' AND NOT EXISTS (SELECT 1 FROM corrected_message AS corrected
           WHERE corrected.fixmedins_code = this.fixmedins_code AND corrected.msgid = this.msgid) ORDER BY sequence`,
      )
      .all()
      .map((one) => ({ ...one, messageId: this.#cameAs.get(one.messageId) ?? one.messageId }));
  }

  close(): void {
    this.#database.close();
  }
}
