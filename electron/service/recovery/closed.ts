import type { EventPayload } from '../../../shared/contract/contract.ts';
import { requests } from '../../../shared/contract/contract.ts';
import type { Opening } from '../../../shared/contract/messages.ts';
import { type Answer, Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';
import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import type { PlatformAddress } from '../platform-address.ts';
import type { RecoveryGround } from './ground.ts';
import { hospitalFile } from './journal.ts';
import { listCopies } from './list.ts';
import { rehearse, Rehearsals } from './rehearse.ts';
import { restore } from './restore.ts';
import { requireTwoPeople } from './two-people.ts';
import { newId } from '../new-id.ts';

type Tell = (progress: EventPayload<'recovery.progress'>) => void;

/** A file that cannot be opened, and what recovery has for it. */
interface ClosedFile {
  readonly opening: Opening;
  readonly platform: PlatformAddress;
  readonly refusal: RefusalShape;
  readonly tell: Tell;
  readonly startAnew: () => void;
}

/**
 * What is answered while the file cannot be opened: why, which files could be put in place, a rehearsal, saving what can
 * be read, and putting a file in place by two people with accounts of that file. Nobody is signed in then, so none of it
 * shows a person; everything else is refused with the reason.
 */
export class ClosedHospital {
  readonly #refusal: RefusalShape;
  readonly #startAnew: () => void;
  readonly #ground: RecoveryGround;
  readonly #rehearsals = new Rehearsals();
  #isBusy = false;

  constructor(closed: ClosedFile) {
    this.#refusal = closed.refusal;
    this.#startAnew = closed.startAnew;
    this.#ground = groundOfClosed(closed);
  }

  async answer(name: string, input: unknown): Promise<Answer<unknown>> {
    try {
      return { ok: true, value: await this.#answer(name, input) };
    } catch (error) {
      return { ok: false, error: shapeOf(name, error) };
    }
  }

  async #answer(name: string, input: unknown): Promise<unknown> {
    switch (name) {
      case 'recovery.state':
        return {
          open: false,
          refusal: { code: this.#refusal.code, sentence: this.#refusal.sentence },
          fileBytes: sizeOf(this.#ground.connection.file) ?? null,
        };
      case 'backups.list':
        return this.#list();
      case 'recovery.rehearse':
        return this.#alone(() => this.#rehearse(input));
      case 'recovery.salvage':
        return this.#alone(() => this.#salvage());
      case 'recovery.restore':
        return this.#alone(() => this.#restore(input));
      default:
        throw new Refusal(this.#refusal.code, this.#refusal.sentence);
    }
  }

  /** Whole files are worked on one after another. */
  async #alone<Value>(act: () => Promise<Value>): Promise<Value> {
    if (this.#isBusy) throw new Refusal('recovery_busy', '正在处理数据文件，请等这一步完成。');
    this.#isBusy = true;
    try {
      return await act();
    } finally {
      this.#isBusy = false;
    }
  }

  async #list(): Promise<unknown> {
    const state = { lastGoodAt: null, lastFailure: null, overdue: false, running: null };
    const copies = await listCopies(this.#ground.places, this.#ground.connection, []);
    return { state, plan: null, disk: [], copies, failures: [] };
  }

  async #rehearse(input: unknown): Promise<unknown> {
    const { source, askCentre } = checked('recovery.rehearse', input);
    const rehearsal = await rehearse(this.#ground, source, askCentre);
    this.#rehearsals.keep(rehearsal);
    return rehearsal.shown;
  }

  #salvage(): Promise<unknown> {
    const { connection, places, clock, tell } = this.#ground;
    const order = { damaged: connection, dataFolder: places.dataFolder, at: clock.now().toISOString() };
    return runFileJob('salvage', order, (progress) => tell({ act: 'salvage', ...progress })).result;
  }

  async #restore(input: unknown): Promise<unknown> {
    const { rehearsalId, reason, person, secondPerson } = checked('recovery.restore', input);
    const rehearsal = this.#rehearsals.find(rehearsalId);
    if (person === null) {
      throw new Refusal('recovery_person_missing', '数据文件没有打开，请两位都输入账号和密码。');
    }
    const people = await requireTwoPeople(
      this.#ground,
      { counted: this.#ground, asksCodes: true },
      rehearsal.file,
      { person, secondPerson },
    );
    const restored = await restore(this.#ground, { rehearsal, reason, ...people });
    this.#startAnew();
    return restored;
  }
}

function groundOfClosed({ opening, platform, tell }: ClosedFile): RecoveryGround {
  const { dataFolder, keyHex, nativeBinding } = opening;
  return {
    connection: { file: hospitalFile(dataFolder), keyHex, nativeBinding, busyTimeoutMs: 5000 },
    // The setting that names the second folder stands in the closed file.
    places: { dataFolder, secondFolder: null },
    clock: { now: () => new Date() },
    newId,
    tell,
    platformOf: (copy) => platformOfSettings({ ...copy, platformUrl: platform.url })(),
    closePresent: async () => undefined,
  };
}

function checked<Name extends 'recovery.rehearse' | 'recovery.restore'>(name: Name, input: unknown) {
  const found = requests[name].input.safeParse(input);
  if (!found.success) throw new Refusal('input_not_valid', '填写的内容不符合要求，请检查后重新提交。');
  // The compiler cannot see that the schema found under a name belongs to that name.
  return found.data as ReturnType<(typeof requests)[Name]['input']['parse']>;
}

function shapeOf(name: string, error: unknown): RefusalShape {
  if (error instanceof Refusal) return error.toShape();
  const known = databaseRefusal(error);
  console.error(`${known?.code ?? 'internal_error'} in ${name} while closed: ${traceOf(error)}`);
  return (
    known?.toShape() ?? {
      code: 'file_work_failed',
      sentence: '文件没有处理完，原有文件没有改动。请信息科检查磁盘和文件夹，详细原因在日志里。',
    }
  );
}
