import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type LocalDate, localDateOf } from '../../../shared/calendar/local-date.ts';
import { itemClassFromSchema } from '../../../shared/contract/catalogue.ts';
import { payerTermsSchema, voucherAccountSchema } from '../../../shared/contract/fund-settings.ts';
import { chargeQuerySchema, feeQuerySchema } from '../../../shared/contract/hospital-system.ts';
import { printingSchema } from '../../../shared/contract/documents/printing.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { controlTargetsSchema, premiumTableSchema } from '../../../shared/contract/reports.ts';
import { lineSchema } from '../../../shared/contract/values.ts';
import { cardReaderSchema } from '../../../shared/identity/card-reader.ts';
import { codeShapesSchema, usualCodeShapes } from '../../../shared/identity/code-shape.ts';
import { oneTimeCodeRoles } from '../../../shared/staff/one-time-code-roles.ts';
import { cashRoundings } from '../../../shared/money/cash-rounding.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { irregularityLimitsSchema, usualIrregularityLimits } from './irregularity-limits.ts';

const hourSchema = z.int().min(0).max(23);

/** Every setting there is, by name. Each is a dated fact: what counted on a day counts for that day for ever. */
export const settingSchemas = {
  hospitalId: z.uuid({ version: 'v7' }),
  hospitalName: lineSchema(60).min(1),
  /** 定点医药机构编号, as the platform knows it. */
  hospitalCode: z.string().regex(/^[A-Za-z0-9]{1,30}$/),
  windowId: z.uuid({ version: 'v7' }),
  windowName: lineSchema(40).min(1),
  /** The file that wrote a fact first. Several windows will share facts by id, and each says where it comes from. */
  origin: z.uuid({ version: 'v7' }),
  /** 1 一级, 2 二级, 3 三级. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** 县级医院: an administrative rank, independent of the level. */
  countyLevel: z.boolean(),
  /** Where the hospital stands, six digits (行政区划). */
  region: z.string().regex(/^\d{6}$/),
  zone: z.enum(['Asia/Shanghai', 'Asia/Urumqi']),
  platformUrl: z.url({ protocol: /^https?$/ }).nullable(),
  /** http to another machine than this one, by explicit choice. */
  platformPlainHttp: z.boolean(),
  /** The one authority that may vouch for the platform: PEM, or the hash of its public key (platform/authority.ts). */
  platformAuthority: z.string().min(1).max(20_000).nullable(),
  /** The platform wants 9001 before other messages. */
  platformSignIn: z.boolean(),
  /** 操作员编号 that the platform gave this window; one made of the window's id while it gave none. */
  platformOperator: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}$/)
    .nullable(),
  /** The platform's public SM2 key: packages are encrypted to it and receipts signed with it. */
  platformKey: z
    .string()
    .regex(/^04[0-9a-f]{128}$/)
    .nullable(),
  /** How much may wait for the platform before it is said everywhere, or before nothing new is settled. */
  unsentLimits: z.strictObject({
    warnCount: z.int().min(1),
    warnFen: z.int().min(1),
    warnHours: z.int().min(1),
    /** Null: never. */
    stopCount: z.int().min(1).nullable(),
    stopFen: z.int().min(1).nullable(),
    stopHours: z.int().min(1).nullable(),
  }),
  /** Whether cash is taken to the fen or half up to the jiao. */
  cashRounding: z.enum(cashRoundings),
  /** A trial that differs from the hospital system's or the platform's: above the first it is said, above the second refused. */
  trialDifference: z.strictObject({ warnFen: z.int().min(0), refuseFen: z.int().min(0).nullable() }),
  /** 险种: 城乡居民 on this floor. */
  insurance: z.enum(['resident']),
  /** How this window's card reader is spoken to; null: it has none. */
  cardReader: cardReaderSchema.nullable(),
  /** How the codes look that scanners send. */
  codeShapes: codeShapesSchema,
  /** Which printer of this machine makes which paper. */
  printing: printingSchema,
  /**
   * Whose word counts for class, pre-self-pay ratio and limit of an item when a fee list is loaded. The list's by default:
   * only the hospital's own system knows for what the drug was given (限制用药), and it is what the daily lists said.
   */
  itemClassFrom: itemClassFromSchema,
  /** Fee files that appear in this folder are taken by themselves. */
  feeFolder: z.string().min(1).max(1000).nullable(),
  /** How the hospital's own system is asked for the fees of a stay. */
  feeQuery: feeQuerySchema.nullable(),
  chargeQuery: chargeQuerySchema.nullable(),
  /** Who is claimed from how (拨付), what share each keeps back (质保金), and its public SM2 key. */
  fundPayers: z.array(payerTermsSchema).max(30),
  /** What the hospital's accounting calls the accounts of the ledger; those not named keep their usual codes. */
  voucherAccounts: z.array(voucherAccountSchema).max(30),
  /** The hospital's own control figures, and what the county pays of premiums where no pack says it (报表). */
  controlTargets: controlTargetsSchema.nullable(),
  premiumTable: premiumTableSchema.nullable(),
  /** A copy of the file so many hours after the last one, and at each day's first start. */
  backupEveryHours: z.int().min(1).max(168),
  /** How many copies stay: the newest ones, the newest of each of so many weeks, of each of so many months. */
  backupKeepNewest: z.int().min(1).max(200),
  backupKeepWeeks: z.int().min(0).max(520),
  backupKeepMonths: z.int().min(0).max(240),
  /** A second folder for the copies: a USB stick, a network drive. */
  backupSecondFolder: z.string().min(1).max(1000).nullable(),
  /** A last good copy that is older than this is said in the frame of every screen. */
  backupOverdueHours: z.int().min(2).max(1000),
  /** Free space of the disk: below the first it is said, below the second no large file is taken in. */
  diskWarnMegabytes: z.int().min(100).max(10_000_000),
  diskRefuseMegabytes: z.int().min(50).max(10_000_000),
  /** A password that is older has to be changed at the next sign-in; null: never. */
  passwordDays: z.int().min(30).max(3650).nullable(),
  /** 网络安全法 第二十一条（三）: logs are kept for six months at the least. */
  auditKeptMonths: z.int().min(6).max(1200),
  /** Which roles sign in with one-time codes besides the password (staff/one-time-code.ts). */
  oneTimeCodeFor: z.enum(oneTimeCodeRoles),
  /** From and until which hour a clerk may act alone (staff/alone.ts); none: never. */
  aloneHours: z.strictObject({ fromHour: hourSchema.nullable(), untilHour: hourSchema.nullable() }),
  /** How many numbers an account reveals a day before a second person is asked; null: as many as it wants. */
  revealsPerDay: z.int().min(1).max(1000).nullable(),
  /** A session that is older ends, as a shift does; null: never. */
  sessionHours: z.int().min(1).max(24).nullable(),
  /** How long a referral may hold at most (referrals/validity.ts). */
  referralValidDays: z.int().min(1).max(3650),
  /** How many days before a layer of the policy ends it is said at admission (admission/ending-layers.ts). */
  layerEndDays: z.int().min(1).max(366),
  /** A patient of major disease is called so many days after the discharge (follow-up). */
  followUpDays: z.int().min(7).max(180),
  /** From when on a pattern of numbers is put before finance and auditor (irregularities/). No document states them. */
  irregularityLimits: irregularityLimitsSchema,
  /** From which patient's part of a year on help is offered after a settlement (hardship/offer.ts); null: the county set none. */
  hardshipFromFen: z.int().min(1).nullable(),
} as const;

export type SettingName = keyof typeof settingSchemas;
/** The hospital's own facts on one day. */
export type Hospital = { readonly [Name in SettingName]: z.output<(typeof settingSchemas)[Name]> };

const defaults = {
  zone: 'Asia/Shanghai',
  platformUrl: null,
  platformPlainHttp: false,
  platformAuthority: null,
  platformSignIn: true,
  platformOperator: null,
  platformKey: null,
  unsentLimits: {
    warnCount: 200,
    warnFen: 200_000_000,
    warnHours: 24,
    stopCount: null,
    stopFen: null,
    stopHours: null,
  },
  cashRounding: 'none',
  trialDifference: { warnFen: 10, refuseFen: 100 },
  insurance: 'resident',
  cardReader: null,
  codeShapes: [...usualCodeShapes],
  printing: [],
  itemClassFrom: 'fee_list',
  feeFolder: null,
  feeQuery: null,
  chargeQuery: null,
  fundPayers: [],
  controlTargets: null,
  premiumTable: null,
  voucherAccounts: [],
  backupEveryHours: 4,
  backupKeepNewest: 14,
  backupKeepWeeks: 12,
  backupKeepMonths: 24,
  backupSecondFolder: null,
  backupOverdueHours: 26,
  diskWarnMegabytes: 2048,
  diskRefuseMegabytes: 512,
  passwordDays: null,
  auditKeptMonths: 72,
  oneTimeCodeFor: 'none',
  aloneHours: { fromHour: null, untilHour: null },
  revealsPerDay: 20,
  sessionHours: 12,
  referralValidDays: 180,
  layerEndDays: 90,
  followUpDays: 30,
  irregularityLimits: usualIrregularityLimits,
  hardshipFromFen: null,
} as const satisfies Partial<Hospital>;
type SettingWithDefault = keyof typeof defaults;

const hospitalSchema = z.strictObject(settingSchemas);

interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly fromDay: LocalDate;
}

/** All settings of a file in the order in which they count, as long as its newest row is that one. */
interface Settings {
  readonly newestId: string | undefined;
  readonly rows: readonly SettingRow[];
  /** The days that were asked for, in the order of asking. */
  readonly hospitals: Map<LocalDate, Hospital>;
}

const settingsOfFiles = new WeakMap<Database, Settings>();
const mostDays = 10;

/** Settings change some times a year and are asked for in every request: read again only when a row has come. */
function settingsOf({ database }: Pick<ServiceContext, 'database'>): Settings {
  const newestId = statement<[], { id: string }>(
    database,
    'SELECT id FROM setting ORDER BY rowid DESC LIMIT 1',
  ).get()?.id;
  const before = settingsOfFiles.get(database);
  if (before !== undefined && before.newestId === newestId) return before;
  const rows = statement<[], SettingRow>(
    database,
    'SELECT name, value, from_day AS fromDay FROM setting ORDER BY from_day, rowid',
  ).all();
  const settings = { newestId, rows, hospitals: new Map<LocalDate, Hospital>() };
  settingsOfFiles.set(database, settings);
  return settings;
}

/** What counted on that day; refuses `hospital_not_set_up` and names what is missing. */
export function readHospital(context: ServiceContext, day: LocalDate): Hospital {
  const { rows, hospitals } = settingsOf(context);
  const known = hospitals.get(day);
  if (known !== undefined) return known;
  const found: Record<string, unknown> = { ...defaults };
  for (const { name, value, fromDay } of rows) {
    // Of one name the last counts.
    if (fromDay <= day && Object.hasOwn(settingSchemas, name)) found[name] = JSON.parse(value);
  }
  const hospital = hospitalSchema.safeParse(found);
  if (hospital.success) {
    if (hospitals.size >= mostDays) hospitals.clear();
    hospitals.set(day, hospital.data);
    return hospital.data;
  }
  const names = [...new Set(hospital.error.issues.map((issue) => String(issue.path[0])))].join('、');
  throw new Refusal('hospital_not_set_up', `医院设置不完整（${names}），请信息科补全后再使用。`);
}

/** One setting that has a value before the hospital is set up: what counts today. */
export function readSetting<Name extends SettingWithDefault>(
  context: Pick<ServiceContext, 'database' | 'clock'>,
  name: Name,
): Hospital[Name] {
  const day = today(context);
  const row = settingsOf(context).rows.findLast((one) => one.name === name && one.fromDay <= day);
  const value: unknown = row === undefined ? defaults[name] : JSON.parse(row.value);
  // The compiler cannot see that the schema found under a name belongs to that name.
  return settingSchemas[name].parse(value) as Hospital[Name];
}

/** Puts down what counts from that day on. Earlier days keep what counted for them. */
export function writeSetting<Name extends SettingName>(
  context: ServiceContext,
  actor: Actor | undefined,
  name: Name,
  value: z.input<(typeof settingSchemas)[Name]>,
  fromDay: LocalDate,
): void {
  const checked: unknown = settingSchemas[name].parse(value);
  const { database } = context;
  inTransaction(database, () => {
    const before = settingsOf(context).rows.findLast((one) => one.name === name && one.fromDay <= fromDay);
    statement<[string, string, string, string, string, string | null]>(
      database,
      'INSERT INTO setting (id, name, value, from_day, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(
      context.newId(),
      name,
      JSON.stringify(checked),
      fromDay,
      context.clock.now().toISOString(),
      actor?.accountId ?? null,
    );
    const changed = { name, before: before === undefined ? null : (JSON.parse(before.value) as unknown) };
    appendAudit(context, actor, 'hospital.setting', null, { ...changed, value: checked, fromDay });
  });
}

/** The business day: the day it is now in the hospital's zone. */
export function today(context: Pick<ServiceContext, 'database' | 'clock'>): LocalDate {
  const row = settingsOf(context).rows.findLast(({ name }) => name === 'zone');
  const zone = settingSchemas.zone.parse(row === undefined ? defaults.zone : JSON.parse(row.value));
  return localDateOf(context.clock.now().toISOString(), zone);
}

/** A file gets its own id the first time it is opened. */
export function nameOrigin(context: ServiceContext): void {
  const named = statement<[], { id: string }>(
    context.database,
    "SELECT id FROM setting WHERE name = 'origin' LIMIT 1",
  ).get();
  if (named === undefined)
    writeSetting(context, undefined, 'origin', context.newId(), '2000-01-01' as LocalDate);
}
