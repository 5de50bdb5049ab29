import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { EventName, EventPayload, events } from '../../shared/contract/contract.ts';
import type { Opening } from '../../shared/contract/messages.ts';
import type { Care } from './care.ts';
import type { ServiceContext } from './context.ts';
import type { ConnectionOptions } from './database/connection.ts';
import { databaseMissing, databaseRefusal } from './database/failure.ts';
import { openDatabase } from './database/open.ts';
import { nameOrigin } from './hospital/settings.ts';
import { newId } from './new-id.ts';
import type { PlatformAddress } from './platform-address.ts';
import { finishRestore } from './recovery/journal.ts';
import { hasAccounts } from './staff/accounts.ts';

export interface OpenHospital {
  readonly context: ServiceContext;
  /** What came of the change of key that the opening asked for. */
  readonly keyChange: 'changed' | 'not_changed' | undefined;
  /**
   * Starts what runs beside the requests, once the first picture of the window stands and the platform's address is
   * known. Refuses as the opening does when the file turns out to be damaged.
   */
  goOn(): Promise<void>;
  /** Waits for what the sender has in hand, then closes the file. */
  close(): Promise<void>;
}

type Publish = (name: EventName, payload: unknown) => void;

/** What is there from `goOn` on. */
interface Later {
  care?: Care;
  /** Nothing is told before: what happens until then, the window is about to ask. */
  events?: typeof events;
  isClosed?: true;
}

const systemClock = { now: (): Date => new Date() };

/**
 * Finishes a restoration that was under way, opens the hospital's file and fills a practice hospital that is new: what
 * the first picture of the window waits for, and nothing else.
 */
export async function openHospital(
  opening: Opening,
  publish: Publish,
  startAnew: () => void,
  platform: PlatformAddress,
): Promise<OpenHospital> {
  const { nativeBinding, dataFolder, nextKeyHex } = opening;
  const file = path.join(dataFolder, 'hospital.db');
  const told = { file, keyHex: opening.keyHex, nativeBinding, busyTimeoutMs: 5000 };
  finishRestore(dataFolder);
  const keyChange = nextKeyHex === undefined ? undefined : await changeKey(told, nextKeyHex);
  const keyHex = keyChange === 'changed' && nextKeyHex !== undefined ? nextKeyHex : opening.keyHex;
  const connection = { ...told, keyHex };
  // A key from paper opens what is there; it never begins something new.
  if (opening.withRecoveryKey && !existsSync(file)) throw databaseMissing();
  const database = openDatabase({ ...connection, clock: systemClock });
  try {
    const later: Later = {};
    const context = contextOf(opening, { database, connection, platform, publish, later });
    await prepare(context, opening);
    const close = once(async () => {
      later.isClosed = true;
      await later.care?.stop();
      database.close();
    });
    return {
      context,
      keyChange,
      goOn: once(() => goOn(context, platform, later, { close, startAnew })),
      close,
    };
  } catch (error) {
    database.close();
    throw databaseRefusal(error) ?? error;
  }
}

async function changeKey(
  connection: ConnectionOptions,
  nextKeyHex: string,
): Promise<'changed' | 'not_changed'> {
  const { finishKeyChange } = await import('./keys/change-key.ts');
  return finishKeyChange({ connection, nextKeyHex, clock: systemClock });
}

async function prepare(context: ServiceContext, opening: Opening): Promise<void> {
  nameOrigin(context);
  if (opening.withRecoveryKey) {
    const { recordOpenedWithKey } = await import('./keys/acts.ts');
    recordOpenedWithKey(context);
  }
  if (opening.practice && !hasAccounts(context)) {
    const { fillPractice } = await import('./practice/fill.ts');
    await fillPractice(context);
  }
}

async function goOn(
  context: ServiceContext,
  platform: PlatformAddress,
  later: Later,
  handover: Parameters<typeof import('./care.ts').startCare>[1],
): Promise<void> {
  const [{ startCare }, { events }] = await Promise.all([
    import('./care.ts'),
    import('../../shared/contract/contract.ts'),
    platform.known(),
  ]);
  if (later.isClosed) return;
  later.events = events;
  try {
    later.care = startCare(context, handover);
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

interface Ground {
  readonly database: Database;
  readonly connection: ConnectionOptions;
  readonly platform: PlatformAddress;
  readonly publish: Publish;
  readonly later: Later;
}

function contextOf(
  { practice, dataFolder, packsFolder, practiceFolder }: Opening,
  { database, connection, platform, publish, later }: Ground,
): ServiceContext {
  return {
    database,
    connection,
    clock: systemClock,
    newId,
    publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
      if (later.events) publish(name, later.events[name].parse(payload));
    },
    practice,
    dataFolder,
    packsFolder,
    practiceFolder,
    get platformUrl() {
      return platform.url;
    },
    sessions: new Map(),
    wakeSender: (by) => {
      if (by === 'person') later.care?.sender.probe();
      else later.care?.sender.wake();
    },
  };
}
