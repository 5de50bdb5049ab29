import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from './chance.ts';
import type { County } from './county.ts';

interface Stick {
  readonly packageId: string;
  readonly content: string;
  handedIn: boolean;
}

/** Packages on sticks and receipts on their way back, in somebody's pocket: a crash of the service takes none of them. */
export class Sticks {
  readonly #folder: string;
  readonly #county: County;
  readonly #chance: Chance;
  readonly #note: (line: string) => void;
  #sticks: Stick[] = [];
  /** Files; a receipt stays on its stick and may be imported again. */
  readonly #receipts: string[] = [];
  readonly #neverImported = new Set<string>();

  constructor(folder: string, county: County, chance: Chance, note: (line: string) => void) {
    this.#folder = folder;
    this.#county = county;
    this.#chance = chance;
    this.#note = note;
  }

  /** A county that takes what it had before for new is no place to bring the same records twice. */
  get areTaken(): boolean {
    return !this.#county.forgets;
  }

  keep(packageId: string, content: Uint8Array): void {
    this.#sticks.push({ packageId, content: Buffer.from(content).toString('utf8'), handedIn: false });
  }

  /** Somebody goes to the county with a stick, also with one that was there before. */
  async handIn(): Promise<void> {
    if (this.#sticks.length > 0) await this.#take(this.#chance.oneOf(this.#sticks));
  }

  /** A stick that never got there is lost or broken: nobody will hand it in. */
  loseOne(): string | undefined {
    const left = this.#sticks.filter(({ handedIn }) => !handedIn);
    if (left.length === 0) return undefined;
    const { packageId } = this.#chance.oneOf(left);
    this.lose(packageId);
    return packageId;
  }

  lose(packageId: string): void {
    this.#sticks = this.#sticks.filter((stick) => stick.packageId !== packageId);
  }

  get aReceipt(): string | undefined {
    return this.#receipts.length === 0 ? undefined : this.#chance.oneOf(this.#receipts);
  }

  imported(file: string): void {
    this.#neverImported.delete(file);
  }

  /** Late, but they come: some of the sticks that are left; every receipt that was given out comes back. */
  async bringHome(): Promise<readonly string[]> {
    for (const stick of this.#sticks)
      if (!stick.handedIn && this.#chance.happens(0.5)) await this.#take(stick);
    return [...this.#neverImported];
  }

  async #take(stick: Stick): Promise<void> {
    const receipt = await this.#county.take(stick.content);
    const file = path.join(this.#folder, `回执${this.#receipts.length}.receipt`);
    writeFileSync(file, receipt);
    this.#receipts.push(file);
    this.#neverImported.add(file);
    this.#note(`stick ${stick.packageId.slice(-6)} handed in${stick.handedIn ? ' again' : ''}`);
    stick.handedIn = true;
  }
}
