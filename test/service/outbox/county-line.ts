import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { outboxRequests, type OutboxRow } from '../../../shared/contract/outbox.ts';
import type { Call } from '../../../electron/service/context.ts';
import { outboxHandlers } from '../../../electron/service/outbox/handlers.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { putSuixianIntoForce } from '../harness/patient.ts';
import { startTestSender, type TestSender } from './sending.ts';
import type { StayAtDesk } from './stay-at-desk.ts';

type Names = keyof typeof outboxHandlers;
type Answer<Name extends Names> = ReturnType<(typeof outboxRequests)[Name]['output']['parse']>;

/** A hospital whose sender reaches a reference platform: the hospital anew for each test, the platform cleared after it. */
export class CountyLine {
  platform!: ReferencePlatform;
  hospital!: TestHospital;
  sender!: TestSender;

  constructor() {
    beforeAll(async () => {
      this.platform = await ReferencePlatform.start();
    });
    afterAll(() => this.platform.stop());
    beforeEach(async () => {
      this.hospital = openTestHospital();
      putSuixianIntoForce(this.hospital);
      this.sender = startTestSender(this.hospital, this.platform.url);
      // Its first look finds nothing; from here on it sends when a test says so.
      await this.sender.idle();
    });
    afterEach(async () => {
      await this.platform.clear();
      await this.sender.stop();
      this.hospital.close();
    });
  }

  async send(): Promise<void> {
    this.sender.wake();
    await this.sender.idle();
  }

  /** The platform refuses the next message of that transaction. */
  refuse(infno: string): Promise<void> {
    return this.platform.fault(infno, { kind: 'code', infcode: -1, words: '校验不通过', acted: false });
  }

  held({ admissionNumber }: StayAtDesk): ReturnType<ReferencePlatform['holdings']> {
    return this.platform.holdings({ admissionNumber });
  }

  /** An act of finance, through the contract. */
  async ask<Name extends Names>(name: Name, input: Call<Name>['input']): Promise<Answer<Name>> {
    const call = {
      input: outboxRequests[name].input.parse(input),
      actor: this.hospital.actor('finance'),
      windowId: 1,
    };
    const answer: unknown = await outboxHandlers[name](this.hospital.context, call as never);
    return outboxRequests[name].output.parse(answer) as never;
  }

  /** The first row of that kind that somebody still has to do with. */
  async rowOf(kind: string): Promise<OutboxRow> {
    const { rows } = await this.ask('outbox.list', { limit: 100 });
    return rows.find((row) => row.kind === kind && row.state !== 'done' && row.state !== 'closed')!;
  }
}
