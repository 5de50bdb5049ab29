import type { PlatformWord } from '../../../shared/contract/identification.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { readPerson } from '../people/person.ts';
import { askAtTimes, clerkLimits } from '../platform/ask-at-times.ts';
import type { Platform } from '../platform/platform.ts';
import { searchActs } from './acts.ts';
import { askIdentity } from './ask-platform.ts';
import { changeCodeShapes, changeReader, readDevices, tryReader } from './devices.ts';
import { readCode } from './read-code.ts';
import { decideReading, readCard } from './read-paper.ts';
import { listIdentifications, recordIdentification } from './record.ts';

type IdentificationRequest =
  | 'identification.readCard'
  | 'identification.readCode'
  | 'identification.decide'
  | 'identification.note'
  | 'identification.list'
  | 'identification.acts'
  | 'identification.ask'
  | 'identification.codeShapes'
  | 'identification.devices'
  | 'identification.changeReader'
  | 'identification.changeCodeShapes'
  | 'identification.tryReader';

const restMs: Partial<Readonly<Record<PlatformWord['outcome'], number>>> = {
  same: 5 * 60_000,
  differs: 5 * 60_000,
  not_reached: 60_000,
  not_told: 60_000,
};

const askForIdentity = askAtTimes<PlatformWord>({
  ask: askIdentity,
  restMs: ({ outcome }) => restMs[outcome] ?? 0,
  again: (answer) => answer,
});

/** A line of its own: somebody stands at the window while a code is resolved. */
const lines = new WeakMap<ServiceContext, () => Platform | undefined>();

function lineOf(context: ServiceContext): Platform | undefined {
  const line = lines.get(context) ?? platformOfSettings(context, clerkLimits);
  lines.set(context, line);
  return line();
}

export const identificationHandlers: Pick<Handlers, IdentificationRequest> = {
  'identification.readCard': (context, { input, actor }) => readCard(context, actor, input.forPersonId),
  'identification.readCode': (context, { input, actor }) =>
    readCode(context, actor, input.code, lineOf(context)),
  'identification.decide': (context, { input, actor }) => decideReading(context, actor, input),
  'identification.note': (context, { input, actor }) => {
    const { personId } = readPerson(context, input.personId);
    return recordIdentification(context, actor, {
      personId,
      means: input.means,
      paper: null,
      told: null,
      differences: [],
      reason: null,
    });
  },
  'identification.list': (context, { input }) => listIdentifications(context, input.personId),
  'identification.acts': (context, { input }) => searchActs(context, input),
  'identification.ask': (context, { input, actor }) => askForIdentity(context, actor, input),
  'identification.codeShapes': (context) => [...readHospital(context, today(context)).codeShapes],
  'identification.devices': (context) => readDevices(context),
  'identification.changeReader': (context, { input, actor }) => changeReader(context, actor, input.reader),
  'identification.changeCodeShapes': (context, { input, actor }) =>
    changeCodeShapes(context, actor, input.codeShapes),
  'identification.tryReader': async (context, { input }) => ({
    steps: await tryReader(context, input.reader),
  }),
};
