import type { Devices, ReaderStep } from '../../../shared/contract/identification.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { builtInReaders, type CardReader } from '../../../shared/identity/card-reader.ts';
import type { CodeShape } from '../../../shared/identity/code-shape.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today, writeSetting } from '../hospital/settings.ts';
import { askReader, readerAddress, ReaderRefusal, type ReaderStepName } from './reader.ts';
import { readAnswer } from './reader-answer.ts';

/** The devices of this window as they count today, and the readers to begin with. */
export function readDevices(context: ServiceContext): Devices {
  const { cardReader, codeShapes } = readHospital(context, today(context));
  const row = statement<[string], { fromDay: LocalDate }>(
    context.database,
    `SELECT from_day AS fromDay FROM setting WHERE name = 'cardReader' AND from_day <= ?
     ORDER BY from_day DESC, rowid DESC LIMIT 1`,
  ).get(today(context));
  return {
    reader: cardReader ?? practiceReader(context),
    readerFromDay: row?.fromDay ?? null,
    builtIn: [...builtInReaders],
    codeShapes: [...codeShapes],
  };
}

/** The practice hospital has a reader of its own until another one is set; real ones have none. */
export function practiceReader({ practice, platformUrl }: ServiceContext): CardReader | null {
  const [usual] = builtInReaders;
  if (!practice || platformUrl === null || usual === undefined) return null;
  const { open, read, close } = usual.paths;
  return {
    ...usual,
    name: '练习用读卡器',
    address: new URL(platformUrl).origin,
    paths: { open: `/reader${open}`, read: `/reader${read}`, close: `/reader${close}` },
  };
}

/** From today on. Refuses `reader_address_wrong` and `reader_on_other_machine`. */
export function changeReader(context: ServiceContext, actor: Actor, reader: CardReader | null): Devices {
  if (reader !== null) readerAddress(reader);
  writeSetting(context, actor, 'cardReader', reader, today(context));
  return readDevices(context);
}

/** From today on. */
export function changeCodeShapes(context: ServiceContext, actor: Actor, codeShapes: CodeShape[]): Devices {
  writeSetting(context, actor, 'codeShapes', codeShapes, today(context));
  return readDevices(context);
}

const steps = ['address', 'open', 'read', 'card', 'close'] as const satisfies readonly ReaderStepName[];

/** One reading with these settings: how far it came. Who is on the card is not said: nobody is being identified. */
export async function tryReader(context: ServiceContext, reader: CardReader): Promise<ReaderStep[]> {
  try {
    readAnswer(reader, await askReader(reader), today(context));
    return steps.map((what) => stepOf(reader, what, 'good'));
  } catch (error) {
    if (!(error instanceof ReaderRefusal)) throw error;
    const failed = steps.indexOf(error.step);
    return steps.map((what, at) => {
      if (at === failed) return { what, state: 'bad', sentence: error.sentence };
      return stepOf(reader, what, at < failed ? 'good' : 'unknown');
    });
  }
}

const goodSentences: Readonly<Record<ReaderStepName, string>> = {
  address: '读卡程序连得上。',
  open: '读卡器打开了。',
  read: '读卡器有回答。',
  card: '卡上的姓名、号码、日期都读懂了。',
  close: '读卡器已放开。',
};

function stepOf({ paths }: CardReader, what: ReaderStepName, state: 'good' | 'unknown'): ReaderStep {
  const isUnused = (what === 'open' || what === 'close') && paths[what] === null;
  if (isUnused) return { what, state: 'not_used', sentence: '这台读卡器没有这一步。' };
  return {
    what,
    state,
    sentence: state === 'good' ? goodSentences[what] : '前面的还没有通过，没有试到这一步。',
  };
}
