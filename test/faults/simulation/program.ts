import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Answer } from '../../../shared/contract/refusal.ts';
import { answer } from '../../../electron/service/answer.ts';
import type { Actor, ServiceContext } from '../../../electron/service/context.ts';
import { databaseRefusal } from '../../../electron/service/database/failure.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { type Sender, startSender } from '../../../electron/service/outbox/sender.ts';
import { nationalPlatform, type Platform } from '../../../electron/service/platform/platform.ts';
import type { SigningSecrets } from '../../../electron/service/platform/request-signature.ts';
import { askYear } from '../../../electron/service/year/ask-year.ts';
import { repositoryFolder } from '../../service/harness/hospital.ts';
import type { Chance } from './chance.ts';
import { type Accident, Crash, diskError } from './crash-points.ts';
import type { HospitalFile } from './hospital-file.ts';
import type { Network } from './network.ts';
import type { VirtualTime, WallClock } from './virtual-time.ts';

export interface World {
  readonly time: VirtualTime;
  readonly clock: WallClock;
  readonly network: Network;
  readonly ids: Chance;
  readonly backoff: Chance;
  /** What requests are signed with. */
  readonly secrets: SigningSecrets;
  readonly note: (line: string) => void;
}

/**
 * One life of the service, from opening the file to its end or its crash: the real functions over the real file, with
 * time, chance, line and accidents from outside.
 */
export class Program {
  readonly #file: HospitalFile;
  readonly #yearLine: Platform;
  readonly #cancelled = { timer: (): void => {} };
  readonly context: ServiceContext;
  readonly #note: (line: string) => void;
  #alive = true;
  #stirs = 0;
  #accident: { readonly kind: Accident; left: number } | undefined;

  constructor(file: HospitalFile, world: World) {
    this.#file = file;
    this.#note = world.note;
    const database = file.runBy((place) => this.#tick(place));
    const started: { sender?: Sender } = {};
    this.context = {
      database,
      connection: file.connection,
      clock: world.clock,
      newId: () => world.ids.uuid(world.time.nowMs),
      publish: () => {
        if (file.real.open && file.real.inTransaction) throw new Error('told inside a transaction');
      },
      practice: false,
      dataFolder: file.folder,
      packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
      practiceFolder: '',
      platformUrl: null,
      sessions: new Map(),
      wakeSender: () => started.sender?.wake(),
    };
    started.sender = this.#startSender(world);
    this.#yearLine = this.#connect(world);
  }

  /** A line of its own. Settings do not change here. */
  #connect({ clock, network, secrets }: World): Platform {
    const { context } = this;
    const transport = network.transport(
      () => this.#alive,
      (place) => this.#tick(place),
    );
    const reading = { ...context, database: this.#file.real };
    const hospital = readHospital(reading, today(reading));
    return nationalPlatform({ hospital, transport, clock, newId: () => context.newId(), secrets });
  }

  #startSender(world: World): Sender {
    const { time, backoff } = world;
    const platform = this.#connect(world);
    return startSender(this.context, {
      platform: () => platform,
      random: backoff.next,
      later: (delayMs, run) => {
        this.#stirs += 1;
        this.#cancelled.timer = time.after(delayMs, () => {
          if (this.#alive) run();
        });
        return this.#cancelled.timer;
      },
    });
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  /** The file as it is, for whoever checks it. */
  get file(): Database {
    return this.#file.real;
  }

  /** Something goes wrong at the n-th step from now on (1: the next). */
  arm(kind: Accident, nthStep: number): void {
    this.#accident = { kind, left: nthStep };
  }

  disarm(): void {
    this.#accident = undefined;
  }

  #tick(place: string): void {
    this.#stirs += 1;
    if (!this.#alive) throw new Crash(place);
    const accident = this.#accident;
    if (accident === undefined) return;
    accident.left -= 1;
    if (accident.left > 0) return;
    // A disk does not fail at what is no writing to it, nor once a commit has returned.
    if (accident.kind === 'disk_error' && !/^(begin|before commit|statement\s+(INSERT|UPDATE))/i.test(place))
      return;
    this.#accident = undefined;
    if (accident.kind === 'disk_error') {
      this.#note(`disk error at ${place.slice(0, 40)}`);
      throw diskError(place);
    }
    this.#note(`crash at ${place.slice(0, 40)}`);
    this.#alive = false;
    throw new Crash(place);
  }

  ask(
    windowId: number,
    name: string,
    input: unknown,
    filePath: string | null = null,
  ): Promise<Answer<unknown>> {
    const fromHost = name.startsWith('host.');
    return answer(this.context, handlers, { windowId, name, fromHost, input, filePath });
  }

  /** A clerk opens a person: the county is asked what the year holds, and nobody waits for it. */
  askYear(personId: string, actor: Actor): void {
    this.#stirs += 1;
    void this.#hearYear(askYear(this.context, actor, personId, this.#yearLine));
  }

  async #hearYear(answer: ReturnType<typeof askYear>): Promise<void> {
    try {
      const { outcome } = await answer;
      this.#stirs += 1;
      this.#note(`year ${outcome}`);
    } catch (error) {
      if (!(error instanceof Crash) && databaseRefusal(error) === undefined) throw error;
    }
  }

  /** Lets everything run that needs no time to pass and waits for nothing from outside. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const before = this.#stirs;
      await nextTurn();
      quiet = before === this.#stirs ? quiet + 1 : 0;
    }
  }

  /** The machine loses its power: what was committed is in the files, and they are all that is left. */
  crash(): void {
    this.#alive = false;
  }

  /** Everything of it that is still under way comes to its end. */
  async bury(): Promise<void> {
    this.#alive = false;
    await this.settle();
    this.#cancelled.timer();
  }
}
