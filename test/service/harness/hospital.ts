import { scryptSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { type Role, roles } from '../../../shared/contract/request.ts';
import { newId } from '../../../electron/service/new-id.ts';
import type { Actor, ServiceContext } from '../../../electron/service/context.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { nameOrigin, type SettingName, writeSetting } from '../../../electron/service/hospital/settings.ts';
import { TestClock } from './clock.ts';
import { newFile } from './new-file.ts';

export const testKeyHex = '5a'.repeat(32);
export const repositoryFolder = path.resolve(import.meta.dirname, '../../..');

export interface PublishedEvent {
  readonly name: EventName;
  readonly payload: unknown;
}

/** A hospital on a real encrypted file in a scratch folder. `close` takes the folder away. */
export interface TestHospital {
  readonly context: ServiceContext & { readonly clock: TestClock };
  readonly clock: TestClock;
  readonly file: string;
  readonly keyHex: string;
  /** What was told to the windows, in order. */
  readonly published: PublishedEvent[];
  /** How often a writer asked the sender to look. */
  readonly wakes: { count: number; byPerson: number };
  readonly actor: (role: Role) => Actor;
  /** Closes the file and opens it again, as after a restart. The context stays the same object. */
  readonly reopen: () => void;
  /** Takes the file's write lock as another program would. */
  readonly holdFile: () => { readonly letGo: () => void };
  readonly close: () => void;
}

export interface TestHospitalOptions {
  readonly nowIso?: string;
  readonly platformUrl?: string | null;
  /** A scratch folder of its own unless said otherwise. */
  readonly dataFolder?: string;
  /** Opens the file otherwise than the service does: without a key, to compare. */
  readonly open?: (file: string) => Database;
}

/** The password of every account of a test hospital; the login is the role. */
export const testPassword = '测试账号的密码';
const salt = Buffer.from('test');
/** Under an old, weak scheme: a strong hash for every account of every test would cost more than the tests. */
const weakHash = scryptSync(testPassword, salt, 32, { N: 1024, r: 8, p: 1 });

/** 2020-03-10 10:00 in Shanghai; region 429913 does not exist; one account for each role. */
export function openTestHospital(options: TestHospitalOptions = {}): TestHospital {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'onestop-test-'));
  const file = path.join(dataFolder, 'hospital.db');
  const clock = new TestClock(options.nowIso ?? '2020-03-10T02:00:00.000Z');
  const open = () =>
    options.open?.(file) ?? openDatabase({ file, keyHex: testKeyHex, nativeBinding: null, clock });
  if (options.open === undefined && !existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, newFile(testKeyHex));
  }
  let database: Database = open();
  const published: PublishedEvent[] = [];
  const wakes = { count: 0, byPerson: 0 };
  const context: TestHospital['context'] = {
    get database() {
      return database;
    },
    connection: { file, keyHex: testKeyHex, nativeBinding: null, busyTimeoutMs: 5000 },
    clock,
    newId,
    publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
      if (database.inTransaction) throw new Error(`${name} was published inside a transaction`);
      published.push({ name, payload });
    },
    practice: false,
    dataFolder,
    packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
    practiceFolder: path.join(repositoryFolder, 'electron/service/practice/files'),
    platformUrl: options.platformUrl ?? null,
    sessions: new Map(),
    wakeSender: (by) => {
      wakes.count += 1;
      if (by === 'person') wakes.byPerson += 1;
    },
  };
  const actors = inTransaction(database, () => {
    const added = addAccounts(context);
    writeSettings(context);
    return added;
  });
  return {
    context,
    clock,
    file,
    keyHex: testKeyHex,
    published,
    wakes,
    actor: (role) => actors.get(role)!,
    reopen: () => {
      database.close();
      database = open();
    },
    holdFile: () => {
      const other = open();
      other.exec('BEGIN IMMEDIATE');
      return {
        letGo: () => {
          other.exec('ROLLBACK');
          other.close();
        },
      };
    },
    close: () => {
      database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function addAccounts(context: ServiceContext): Map<Role, Actor> {
  const actors = new Map<Role, Actor>();
  const now = context.clock.now().toISOString();
  for (const [index, role] of roles.entries()) {
    const accountId = context.newId();
    context.database
      .prepare('INSERT INTO staff_account (id, login, display_name, created_at) VALUES (?, ?, ?, ?)')
      .run(accountId, role, `测试${index + 1}号`, now);
    context.database
      .prepare('INSERT INTO staff_role (id, account_id, role, recorded_at) VALUES (?, ?, ?, ?)')
      .run(context.newId(), accountId, role, now);
    context.database
      .prepare(
        'INSERT INTO staff_password (id, account_id, scheme, salt, hash, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(context.newId(), accountId, 'scrypt:N=1024,r=8,p=1', salt, weakHash, now);
    const actor = { accountId, login: role, displayName: `测试${index + 1}号`, role, windowId: index + 1 };
    actors.set(role, actor);
  }
  return actors;
}

const settings = {
  hospitalName: '测试县人民医院',
  hospitalCode: 'H42991300001',
  windowName: '一站式结算1号窗',
  level: 2,
  countyLevel: true,
  region: '429913',
} as const;

function writeSettings(context: ServiceContext): void {
  nameOrigin(context);
  const fromDay = '2020-01-01' as LocalDate;
  for (const name of ['hospitalId', 'windowId'] as const) {
    writeSetting(context, undefined, name, context.newId(), fromDay);
  }
  for (const [name, value] of Object.entries(settings)) {
    writeSetting(context, undefined, name as SettingName, value as never, fromDay);
  }
}
