import type { Role } from '../../shared/contract/request.ts';
import { actsOfRequests } from '../service/audit/acts-of-requests.ts';
import { openTestHospital, type TestHospital, testPassword } from '../service/harness/hospital.ts';
import { putSuixianIntoForce } from '../service/harness/patient.ts';
import { faultOfActs, requestBehind } from './acts-left.ts';
import { ask, signInEveryRole, windowOf } from './signed-in.ts';
import { WrittenRows } from './written-rows.ts';

// What an answer holds is said by the contract; here it is only handed on to the next call.
type Answered = Readonly<Record<string, string>>;

/** A hospital in which request after request is really made, each with what it leaves in the log beside what is written down. */
export class Walk {
  readonly hospital: TestHospital;
  readonly #written: WrittenRows;
  /** The requests that were let through and left an act of their own. */
  readonly called = new Set<string>();
  /** What went otherwise than is written down. */
  readonly faults: string[] = [];
  #calls = 0;

  private constructor(hospital: TestHospital, written: WrittenRows) {
    this.hospital = hospital;
    this.#written = written;
  }

  static async begin(): Promise<Walk> {
    const hospital = openTestHospital();
    putSuixianIntoForce(hospital);
    await signInEveryRole(hospital);
    return new Walk(hospital, new WrittenRows(hospital.context.database));
  }

  readonly id = (): string => this.hospital.context.newId();
  readonly second = (login: Role) => ({ login, password: testPassword });

  /** The same of a request that only begins what others write down. */
  async reads(name: string, role: Role, input: object): Promise<Answered> {
    const asked = { windowId: windowOf(role), name, fromHost: name.startsWith('host.'), input };
    const answered = await ask(this.hospital, asked);
    if (!answered.ok) this.faults.push(`${name}: ${answered.error.code}`);
    return (answered.ok ? answered.value : {}) as Answered;
  }

  /** Makes one request at that role's window. @returns what was answered; nothing that holds after a refusal */
  async does(name: string, role: Role, input: object, filePath: string | null = null): Promise<Answered> {
    this.#calls += 1;
    const asked = { windowId: windowOf(role), name, fromHost: name.startsWith('host.'), input, filePath };
    const answered = await this.#written.during(this.#calls, () => ask(this.hospital, asked));
    const written = this.#written.takeOf(this.#calls);
    if (!answered.ok) {
      const { code, problems } = answered.error;
      this.faults.push(`${name}: ${code} ${JSON.stringify(problems ?? '')}`);
      return {};
    }
    const fault = faultOfActs({ name, wasRefused: false, ...written });
    if (fault !== undefined) this.faults.push(`${name}: ${fault}`);
    const request = requestBehind(name);
    const own: readonly string[] = request === undefined ? [] : [actsOfRequests[request]].flat();
    if (request !== undefined && written.acts.some((act) => own.includes(act))) this.called.add(request);
    else this.faults.push(`${name} left nothing of its own`);
    return answered.value as Answered;
  }
}
