import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { ReferencePlatform } from '../../platform/start.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { startTestSender, type TestSender } from '../outbox/sending.ts';
import { openHospital } from './stick.ts';

/** A hospital without a line to its reference platform until `connect`: anew for each test, the platform cleared after it. */
export class WithoutLine {
  reference!: ReferencePlatform;
  hospital!: TestHospital;
  /** Of the line that was opened last. */
  sender: TestSender | undefined;

  constructor() {
    beforeAll(async () => {
      this.reference = await ReferencePlatform.start();
    });
    afterAll(() => this.reference.stop());
    beforeEach(() => {
      this.hospital = openHospital();
    });
    afterEach(async () => {
      await this.reference.clear();
      await this.sender?.stop();
      this.sender = undefined;
      this.hospital.close();
    });
  }

  /** The line is there; its sender has begun. */
  connect(): TestSender {
    this.sender = startTestSender(this.hospital, this.reference.url);
    return this.sender;
  }

  async sendAll(): Promise<void> {
    await this.connect().idle();
  }
}
