import type { Bridge } from '../../shared/contract/bridge.ts';
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../shared/contract/contract.ts';
import { definitionOf, eventSchemaOf } from '../../shared/contract/definition.ts';
import { refusalSchema } from '../../shared/contract/refusal-schema.ts';
import { Refusal } from '../../shared/contract/refusal.ts';

declare global {
  interface Window {
    readonly onestop: Bridge;
  }
}

/** What a screen asks with. A refused or misshapen answer is thrown as a `Refusal` whose sentence can be shown. */
export interface Client {
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Returns the function that ends the subscription. An event that does not fit its schema is dropped. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

/** `whenSignedOut` is told when the service no longer knows who sits here (it restarted, or the session ended). */
export function clientOf(bridge: Bridge, whenSignedOut: () => void): Client {
  return {
    async request(name, input) {
      const refusal = (error: Refusal) => {
        if (error.code === 'not_signed_in' && name !== 'staff.signIn') whenSignedOut();
        return error;
      };
      const answer: unknown = await bridge.request(name, input).catch(() => undefined);
      if (typeof answer !== 'object' || answer === null || !('ok' in answer)) throw misunderstood();
      if (answer.ok !== true) throw refusal(readRefusal('error' in answer ? answer.error : undefined));
      const output = (await definitionOf(name))?.output;
      const checked = output?.safeParse('value' in answer ? answer.value : undefined);
      if (checked?.success !== true) throw misunderstood();
      return checked.data as RequestOutput<typeof name>;
    },
    on(name, listener) {
      let listens = true;
      const hear = async (payload: unknown) => {
        const checked = (await eventSchemaOf(name))?.safeParse(payload);
        if (listens && checked?.success === true) listener(checked.data as EventPayload<typeof name>);
      };
      const end = bridge.on(name, (payload) => void hear(payload));
      return () => {
        listens = false;
        end();
      };
    },
  };
}

/** Whatever was thrown, as something that can be shown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(
    'window_fault',
    '这个画面没能做完这一步，没有写入任何内容。请再试一次；仍然不行请联系信息科。',
  );
}

function readRefusal(error: unknown): Refusal {
  const checked = refusalSchema.safeParse(error);
  if (!checked.success) return misunderstood();
  return new Refusal(checked.data.code, checked.data.sentence, checked.data.problems);
}

function misunderstood(): Refusal {
  return new Refusal(
    'answer_not_understood',
    '程序内部的回答不完整，不知道这一步是否已经完成。请重新查一次这位患者，以查到的为准；反复出现请重新启动程序。',
  );
}
