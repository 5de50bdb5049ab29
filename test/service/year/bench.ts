import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { YearAnswer } from '../../../shared/contract/year.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { putSuixianIntoForce, settle } from '../harness/patient.ts';
import { startTestSender, type TestSender } from '../outbox/sending.ts';
import { admitted, ask, platformAt } from './asking.ts';

/** A new hospital for every test of the file, and one platform for all. */
export class YearBench {
  reference!: ReferencePlatform;
  hospital!: TestHospital;
  #sender: TestSender | undefined;

  constructor() {
    beforeAll(async () => {
      this.reference = await ReferencePlatform.start();
    });
    afterAll(() => this.reference.stop());
    beforeEach(() => {
      this.hospital = openTestHospital();
      putSuixianIntoForce(this.hospital);
    });
    afterEach(async () => {
      await this.reference.clear();
      await this.#sender?.stop();
      this.#sender = undefined;
      this.hospital.close();
    });
  }

  /** Everything that waits goes to the platform. */
  async send(): Promise<void> {
    this.#sender ??= startTestSender(this.hospital, this.reference.url);
    this.#sender.wake();
    await this.#sender.idle();
  }

  askNow(personId: string): Promise<YearAnswer> {
    return ask(this.hospital, personId, platformAt(this.hospital, this.reference.url));
  }

  later(): void {
    this.hospital.clock.advanceMs(60_000);
  }

  /** The next 5206 is answered with these kinds, of this insurance and year unless they say otherwise. */
  async answered(rows: readonly object[]): Promise<void> {
    const cuminfo = rows.map((row) => ({ insutype: '390', year: '2020', cum_ym: '2020', ...row }));
    const body = JSON.stringify({ infcode: 0, inf_refmsgid: 'R1', err_msg: '', output: { cuminfo } });
    await this.reference.fault('5206', { kind: 'body', body, acted: false });
  }

  admittedAndSettled(personId: string): void {
    settle(this.hospital, admitted(this.hospital, personId, { inScope: 5_000 }));
  }
}
