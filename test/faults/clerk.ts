import { v7 as newId } from 'uuid';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { testPassword } from '../service/harness/hospital.ts';
import type { ServiceProcess } from './service-process.ts';

type Step = { readonly act: 'settle' | 'reverse'; readonly stayId: string };
type Asked =
  | { readonly name: 'settlements.settle'; readonly input: RequestInput<'settlements.settle'> }
  | { readonly name: 'settlements.reverse'; readonly input: RequestInput<'settlements.reverse'> };

/**
 * A clerk who settles stays one after another, takes every third settlement back and settles that stay again. After a
 * crash the request whose answer was lost is repeated, as the window does it.
 */
export class Clerk {
  readonly #steps: Step[];
  #asked: Asked | undefined;
  /** What the clerk was told is done: settlements and reversals. */
  readonly told: SettlementRecord[] = [];

  constructor(stayIds: readonly string[]) {
    this.#steps = stayIds.flatMap((stayId, index): Step[] => {
      const settle = { act: 'settle', stayId } as const;
      return index % 3 === 2 ? [settle, { act: 'reverse', stayId }, settle] : [settle];
    });
  }

  get stepsLeft(): number {
    return this.#steps.length;
  }

  async nextStep(service: ServiceProcess): Promise<void> {
    const [step] = this.#steps;
    if (step === undefined) return;
    this.#asked ??= await this.#prepare(service, step);
    const asked = this.#asked;
    this.told.push(
      asked.name === 'settlements.settle'
        ? await service.request(asked.name, asked.input)
        : await service.request(asked.name, asked.input),
    );
    this.#asked = undefined;
    this.#steps.shift();
  }

  async allSteps(service: ServiceProcess): Promise<void> {
    while (this.#steps.length > 0) await this.nextStep(service);
  }

  async #prepare(service: ServiceProcess, { act, stayId }: Step): Promise<Asked> {
    const requestId = newId();
    if (act === 'reverse') {
      const { settlementId } = this.told.findLast((record) => record.stayId === stayId)!;
      const secondPerson = { login: 'cashier_lead', password: testPassword };
      return {
        name: 'settlements.reverse',
        input: { requestId, settlementId, reason: '录错', secondPerson },
      };
    }
    const { trialHash, personalFen } = await service.request('settlements.trial', {
      stayId,
      asOrdinary: false,
    });
    const payments = [{ means: 'cash' as const, amountFen: personalFen, reference: null }];
    return {
      name: 'settlements.settle',
      input: { requestId, stayId, asOrdinary: false, trialHash, payments },
    };
  }
}
