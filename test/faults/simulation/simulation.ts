import { createHash } from 'node:crypto';
import { statement } from '../../../electron/service/database/statement.ts';
import { placeOf } from '../../../electron/service/outbox/place.ts';
import {
  practiceCredentials,
  practiceSigningKeyHex,
} from '../../../electron/service/practice/platform/credentials.ts';
import { Chance } from './chance.ts';
import { County } from './county.ts';
import { Desk } from './desk.ts';
import { checkHealed, type HealedCounts } from './healed.ts';
import { HospitalFile } from './hospital-file.ts';
import {
  Broken,
  checkCounty,
  checkFacts,
  checkOutbox,
  checkTold,
  checkYears,
  stampOfFacts,
} from './invariants.ts';
import { Network } from './network.ts';
import { Program, type World } from './program.ts';
import { Sticks } from './sticks.ts';
import type { Template } from './template.ts';
import { VirtualTime, WallClock } from './virtual-time.ts';

/** What happened in a run, for the line of counts. */
export interface RunCounts extends HealedCounts {
  readonly steps: number;
  readonly crashes: number;
  readonly diskErrors: number;
  readonly messages: number;
  readonly settlements: number;
  readonly reversals: number;
}

export type RunOutcome = {
  readonly seed: number;
  readonly traceHash: string;
  readonly trace: readonly string[];
} & (
  | { readonly ok: true; readonly counts: RunCounts }
  | { readonly ok: false; readonly step: number; readonly problem: string }
);

/** Unsigned, under a secret that both know (HMAC-SM3), or under the hospital's key (SM2, which costs most of a run). */
const signing = {
  nothing: { signingSecret: null, signingKeyHex: null },
  secret: { signingSecret: practiceCredentials.signingSecret, signingKeyHex: null },
  key: { signingSecret: null, signingKeyHex: practiceSigningKeyHex },
} as const;

/** The middle of a year, or its last minutes. */
const beginnings = ['2020-03-10T02:00:00.000Z', '2020-03-10T02:00:00.000Z', '2020-12-31T15:40:00.000Z'];
/** So far a clock may be moved from the true time. */
const furthestOffMs = 3 * 24 * 60 * 60_000;
const mostHealingEvents = 3_000;
/** So many crashes in all are followed by opening the files as they were left. */
const openedAnew = 0.25;

/** One hospital, its clerks, its county and everything that goes wrong between them, decided by one seed. */
export class Simulation {
  readonly #seed: number;
  readonly #file: HospitalFile;
  readonly #chance: Chance;
  readonly #desk: Desk;
  readonly #sticks: Sticks;
  readonly #template: Template;
  readonly #time: VirtualTime;
  readonly #county: County;
  readonly #world: World;
  readonly #trace: string[] = [];
  readonly #hash = createHash('sha256');
  #program: Program;
  #life = 0;
  #step = 0;
  #checked = { county: -1, changes: '', facts: '' };
  #counts = { crashes: 0, diskErrors: 0 };

  /** @param folder an empty one, on a disk in memory where there is one */
  constructor(seed: number, folder: string, template: Template) {
    this.#seed = seed;
    this.#template = template;
    this.#chance = new Chance(seed, 0);
    this.#time = new VirtualTime(Date.parse(this.#chance.oneOf(beginnings)));
    const forgets = this.#chance.happens(0.25);
    // A county that forgets messages would have to sign them anew for itself.
    const secrets = signing[forgets ? 'nothing' : this.#chance.weighted({ nothing: 12, secret: 7, key: 1 })];
    this.#county = new County({
      book: template.countyBook,
      time: this.#time,
      chance: new Chance(seed, 6),
      forgets,
      signed: secrets !== signing.nothing,
    });
    const note = (line: string): void => this.#note(line);
    this.#world = {
      time: this.#time,
      clock: new WallClock(this.#time),
      network: new Network(this.#time, new Chance(seed, 3), this.#county, note),
      ids: new Chance(seed, 4),
      backoff: new Chance(seed, 5),
      secrets,
      note,
    };
    this.#sticks = new Sticks(folder, this.#county, new Chance(seed, 7), note);
    const [time, county, sticks] = [this.#time, this.#county, this.#sticks];
    this.#desk = new Desk(seed, { template, time, county, sticks, note });
    this.#world.network.weather = this.#chance.weighted({ good: 2, bad: 7, away: 1 });
    this.#file = new HospitalFile(folder, template.hospital, this.#world.clock);
    this.#program = new Program(this.#file, this.#world);
  }

  async run(steps: number): Promise<RunOutcome> {
    try {
      await this.#program.settle();
      for (this.#step = 1; this.#step <= steps; this.#step += 1) {
        await this.#takeStep();
        this.#check();
      }
      const healed = await this.#heal();
      return { ...this.#said(), ok: true, counts: { steps, ...this.#counts, ...this.#sums(), ...healed } };
    } catch (error) {
      const problem =
        error instanceof Broken ? error.message : String(error instanceof Error ? error.stack : error);
      return { ...this.#said(), ok: false, step: this.#step, problem };
    } finally {
      await this.#cleanUp();
    }
  }

  #said() {
    return { seed: this.#seed, traceHash: this.#hash.copy().digest('hex'), trace: this.#trace };
  }

  #note(line: string): void {
    if (line.startsWith('disk error')) this.#counts.diskErrors += 1;
    const whole = `${this.#step} +${this.#time.nowMs % 1e9} ${line}`;
    this.#trace.push(whole);
    this.#hash.update(`${whole}\n`);
  }

  async #takeStep(): Promise<void> {
    const step = this.#chance.weighted({
      act: 25,
      pass: 58,
      twice: 4,
      openPerson: 4,
      carryStick: 1.5,
      crash: 0.7,
      armCrash: 1.5,
      armDisk: 2.5,
      weather: 3,
      clock: 2,
    });
    switch (step) {
      case 'act':
        await this.#desk.act(this.#program);
        break;
      case 'pass':
        this.#time.next();
        break;
      case 'twice':
        await this.#desk.actTwice(this.#program);
        break;
      case 'openPerson':
        this.#desk.openPerson(this.#program);
        break;
      case 'carryStick':
        await this.#sticks.handIn();
        break;
      case 'crash':
        this.#note('power fails');
        this.#program.crash();
        break;
      case 'armCrash':
        this.#program.arm('crash', this.#chance.between(1, 60));
        break;
      case 'armDisk':
        this.#program.arm('disk_error', this.#chance.between(1, 40));
        break;
      case 'weather':
        this.#world.network.weather = this.#chance.weighted({ good: 3, bad: 5, away: 1 });
        this.#note(`weather ${this.#world.network.weather}`);
        break;
      case 'clock':
        this.#moveClock();
        break;
    }
    await this.#program.settle();
    if (!this.#program.isAlive) await this.#restart();
  }

  #moveClock(): void {
    const { clock } = this.#world;
    const by = this.#chance.between(-furthestOffMs, furthestOffMs) / this.#chance.oneOf([1, 30, 1000]);
    clock.offsetMs = Math.round(Math.min(furthestOffMs, Math.max(-furthestOffMs, clock.offsetMs + by)));
    this.#note(`clock off by ${clock.offsetMs}`);
  }

  async #restart(): Promise<void> {
    this.#counts.crashes += 1;
    this.#life += 1;
    await this.#program.bury();
    this.#file.survive(this.#chance.happens(openedAnew));
    this.#program = new Program(this.#file, this.#world);
    this.#desk.startOver();
    this.#note(`life ${this.#life} begins`);
    await this.#program.settle();
  }

  /** Only what may have changed is looked at again; after a crash and at the end, everything. */
  #check(all = false): void {
    const { real } = this.#file;
    if (all || this.#checked.county !== this.#county.changes) checkCounty(this.#county);
    const changes = `${this.#life} ${statement<[], { made: number }>(real, 'SELECT total_changes() AS made').get()?.made ?? ''}`;
    const isSame = !all && this.#checked.changes === changes;
    this.#checked = { ...this.#checked, county: this.#county.changes, changes };
    if (isSame) return;
    checkOutbox(real);
    const facts = `${this.#life} ${stampOfFacts(real)} ${this.#desk.told.length}`;
    if (!all && this.#checked.facts === facts) return;
    this.#checked = { ...this.#checked, facts };
    checkFacts(real);
    checkYears(this.#program.context, real, (personId, year) =>
      this.#county.elsewhere(this.#template.idNumbers.get(personId) ?? '', year),
    );
    checkTold(real, this.#desk.told);
  }

  /** The network is good, nothing breaks any more, every clerk gets an answer, and time passes. */
  async #heal(): Promise<HealedCounts> {
    const { network, clock } = this.#world;
    this.#program.disarm();
    network.weather = 'good';
    clock.offsetMs = 0;
    this.#note('healing');
    await this.#desk.answerEverybody(this.#program);
    await this.#desk.importReceipts(this.#program);
    await this.#program.settle();
    for (let events = 0; this.#unfinished() > 0; events += 1) {
      if (events > mostHealingEvents || !this.#time.next()) break;
      await this.#program.settle();
    }
    // Copies and late ones that are still under way do no harm either.
    for (let events = 0; events < 40 && this.#time.next(); events += 1) await this.#program.settle();
    this.#check(true);
    return checkHealed(this.#file.real, this.#county, network);
  }

  /** Rows that the sender can still bring forward: due now or at an appointment, or in its hands. */
  #unfinished(): number {
    const sql = `SELECT count(*) AS n FROM outbox AS this WHERE closed_at IS NULL AND state <> 'dead' AND NOT (state = 'pending'
      AND EXISTS (SELECT 1 FROM outbox AS dead WHERE dead.state = 'dead' AND dead.closed_at IS NULL
        AND dead.person_id = this.person_id AND ${placeOf('dead')} < ${placeOf('this')}
        AND (dead.year = this.year OR dead.stay_id = this.stay_id)))`;
    return statement<[], { n: number }>(this.#file.real, sql).get()?.n ?? 0;
  }

  #sums(): { settlements: number; reversals: number; messages: number } {
    const count = (sql: string): number => this.#file.real.prepare<[], number>(sql).pluck().get() ?? 0;
    return {
      settlements: count("SELECT count(*) FROM settlement WHERE kind <> 'reversal'"),
      reversals: count("SELECT count(*) FROM settlement WHERE kind = 'reversal'"),
      messages: this.#world.network.messageCount,
    };
  }

  async #cleanUp(): Promise<void> {
    await this.#program.bury();
    this.#file.close();
    this.#county.close();
  }
}
