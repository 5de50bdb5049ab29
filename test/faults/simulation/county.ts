import SqliteDatabase, { type Database } from 'better-sqlite3';
import { statement } from '../../../electron/service/database/statement.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { receiveMessage } from '../../../electron/service/practice/platform/door.ts';
import {
  type SettledElsewhere,
  settleElsewhere,
} from '../../../electron/service/practice/platform/elsewhere.ts';
import {
  holdings,
  type Holding,
  setOtherAmounts,
} from '../../../electron/service/practice/platform/holdings.ts';
import { takePackage } from '../../../electron/service/practice/platform/package.ts';
import type { Chance } from './chance.ts';
import { type VirtualTime, WallClock } from './virtual-time.ts';

/** One message that the county took in and acted upon. */
export interface Accepted {
  readonly sequence: number;
  readonly messageId: string;
  readonly transactionCode: string;
}

/** What other hospitals settled for a person in a year. */
export interface ElsewhereSums {
  readonly personalFen: number;
  readonly personalInScopeFen: number;
  readonly deductibleFen: number;
  readonly burdenFen: number;
  readonly paidFen: number;
}

const nothingElsewhere: ElsewhereSums = {
  personalFen: 0,
  personalInScopeFen: 0,
  deductibleFen: 0,
  burdenFen: 0,
  paidFen: 0,
};

interface CameIn {
  readonly infno: string;
  readonly msgid: string;
  readonly input: unknown;
}

interface CountyParts {
  /** An empty one, as a file. */
  readonly book: Uint8Array;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly forgets: boolean;
  readonly signed: boolean;
}

/** What tells of a stay. The others ask, correct or sign in. */
const recordCodes: ReadonlySet<string> = new Set([
  '2501',
  '2401',
  '2404',
  '2301',
  '2302',
  '2402',
  '2405',
  '2304',
  '2305',
  '4101',
]);
const notTaken = 0.03;

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

  /** Whether it wants every message signed. */
  readonly #signed: boolean;
  readonly #chance: Chance;
  /** What it made up its mind about, by message: a record that it does not take, it never takes under that id. */
  readonly #takes = new Map<string, boolean>();
  /** What other hospitals settled so far for a person's year, added up after each time. */
  readonly #elsewhere = new Map<string, ElsewhereSums[]>();

  constructor({ book, time, chance, forgets, signed }: CountyParts) {
    this.forgets = forgets;
    this.#signed = signed;
    this.#chance = chance;
    this.#database = new SqliteDatabase(Buffer.from(book));
    this.#clock = new WallClock(time);
  }

  act(body: string): string {
    this.#messageCount += 1;
    if (/^{"infno":"(2304|2305|2601)"/.test(body)) this.changes += 1;
    const demands = { signIn: true, signed: this.#signed, credentials: practiceCredentials };
    return receiveMessage(this.#office, demands, this.forgets ? this.#asNew(body) : body);
  }

  get #office(): { readonly database: Database; readonly clock: WallClock } {
    return { database: this.#database, clock: this.#clock };
  }

  /** Some records it does not take, and does nothing of them: a person has to see to it and send them anew. */
  takes(transactionCode: string, messageId: string): boolean {
    if (!recordCodes.has(transactionCode)) return true;
    const takes = this.#takes.get(messageId) ?? !this.#chance.happens(notTaken);
    this.#takes.set(messageId, takes);
    return takes;
  }

  /** A record that was refused in its name it does not take later, when a copy of the message comes. */
  neverTakes(messageId: string): void {
    if (!this.#took(messageId)) this.#takes.set(messageId, false);
  }

  /** A package on a stick. @returns the receipt */
  take(content: string): Promise<string> {
    this.changes += 1;
    return takePackage(this.#office, practiceCredentials, content);
  }

  /** Another hospital settles for that person. */
  settleElsewhere(settled: SettledElsewhere): void {
    settleElsewhere(this.#office, settled);
    const sums = this.elsewhere(settled.idNumber, Number(settled.settledOn.slice(0, 4)));
    const last = sums.at(-1) ?? nothingElsewhere;
    const paidFen = Object.values(settled.paidFen).reduce((sum, amountFen) => sum + amountFen, 0);
    this.#elsewhere.set(`${settled.idNumber} ${settled.settledOn.slice(0, 4)}`, [
      ...sums,
      {
        personalFen: last.personalFen + settled.personalFen,
        personalInScopeFen: last.personalInScopeFen + settled.personalInScopeFen,
        deductibleFen: last.deductibleFen + settled.deductibleFen,
        burdenFen: last.burdenFen + settled.burdenFen,
        paidFen: last.paidFen + paidFen,
      },
    ]);
  }

  /** What the year held of other hospitals' at some time, from nothing on. */
  elsewhere(idNumber: string, year: number): readonly ElsewhereSums[] {
    return this.#elsewhere.get(`${idNumber} ${year}`) ?? [nothingElsewhere];
  }

  #asNew(body: string): string {
    const message = JSON.parse(body) as CameIn;
    if (message.infno === '2601') return JSON.stringify(this.#correctingNewest(message));
    if (!this.#took(message.msgid)) return body;
    const msgid = `N${this.#messageCount}`;
    this.#cameAs.set(msgid, message.msgid);
    return JSON.stringify({ ...message, msgid });
  }

  #took(messageId: string): boolean {
    const sql = "SELECT 1 FROM message WHERE msgid = ? AND infcode = '0'";
    return statement<[string]>(this.#database, sql).get(messageId) !== undefined;
  }

  /** What is corrected is what it took last under that id; of what it refused there is nothing to correct. */
  #correctingNewest(message: CameIn): object {
    const { data } = message.input as { data: { omsgid: string } };
    const newest = [...this.#cameAs].findLast(([id, came]) => came === data.omsgid && this.#took(id))?.[0];
    return { ...message, input: { data: { ...data, omsgid: newest ?? data.omsgid } } };
  }

  /** This county reckons one stay otherwise. */
  reckonOtherwise(admissionNumber: string): void {
    setOtherAmounts(this.#office, { admissionNumber, field: 'hifp_pay', moreFen: 100 });
  }

  settlements(): readonly Holding[] {
    return holdings(this.#office, {}).settlements.toReversed();
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
