import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { ConnectionOptions } from '../../../electron/service/database/connection.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { testKeyHex } from '../../service/harness/hospital.ts';
import { breakable, Crash, type Tick } from './crash-points.ts';
import type { WallClock } from './virtual-time.ts';

const nobody: Tick = (place) => {
  throw new Crash(`${place}, and no program runs`);
};

/** The hospital's file, which outlives the programs that run on it. */
export class HospitalFile {
  readonly folder: string;
  readonly #clock: WallClock;
  #name = 'life0.db';
  #lives = 0;
  #real: Database;
  #asSeen: Database;
  #tick: Tick = nobody;

  /** @param folder an empty one, on a disk in memory where there is one */
  constructor(folder: string, content: Uint8Array, clock: WallClock) {
    this.folder = folder;
    this.#clock = clock;
    writeFileSync(path.join(folder, this.#name), content);
    [this.#real, this.#asSeen] = this.#open();
  }

  get connection(): ConnectionOptions {
    const file = path.join(this.folder, this.#name);
    return { file, keyHex: testKeyHex, nativeBinding: null, busyTimeoutMs: 5000 };
  }

  /** As it is, for whoever checks it. */
  get real(): Database {
    return this.#real;
  }

  /** As the program that runs on it sees it: with a possible end of the world at each step. */
  runBy(tick: Tick): Database {
    this.#tick = tick;
    return this.#asSeen;
  }

  /**
   * The program on it is dead: what was committed is there, nothing else. `anew` opens copies of the files as they were
   * left, under another name, with a log to recover. Otherwise the connection is kept, its statements with it: to the next
   * program that is the same, and it costs a tenth.
   */
  survive(anew: boolean): void {
    this.#tick = nobody;
    if (this.#real.inTransaction) this.#real.exec('ROLLBACK');
    if (!anew) return;
    this.#lives += 1;
    const [left, next] = [this.#name, `life${this.#lives}.db`];
    for (const suffix of ['', '-wal']) {
      const file = path.join(this.folder, left + suffix);
      if (existsSync(file)) copyFileSync(file, path.join(this.folder, next + suffix));
    }
    this.close();
    this.#name = next;
    [this.#real, this.#asSeen] = this.#open();
  }

  close(): void {
    this.#real.close();
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(path.join(this.folder, this.#name + suffix), { force: true });
  }

  #open(): [real: Database, asSeen: Database] {
    const real = openDatabase({ ...this.connection, clock: this.#clock });
    return [real, breakable(real, (place) => this.#tick(place))];
  }
}
