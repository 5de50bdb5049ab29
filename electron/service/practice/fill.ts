import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { importCatalogue } from '../catalogue/import.ts';
import { nameOrigin, type SettingName, today, writeSetting } from '../hospital/settings.ts';
import { registerOrdinary } from '../people/register.ts';
import { putIntoForce } from '../policy/in-force.ts';
import { importRosterInPlace } from '../roster/import.ts';
import { writeSecret } from '../platform-settings/secrets.ts';
import { createAccount, hasAccounts } from '../staff/accounts.ts';
import { practiceAccounts } from './accounts.ts';
import { fillQualifications, practiceOptions } from './qualifications.ts';
import { fillStays } from './fill-stays.ts';
import { practiceCredentials } from './platform/credentials.ts';
import { ordinaryPatient, practiceRegion, rosterDay } from './patients.ts';

const firstDay = '2020-01-01' as LocalDate;
/** Before the first stay of the practice hospital. */
const catalogueDay = '2026-01-01' as LocalDate;

/** A county hospital of level 2 that does not exist, in the county whose policy it practises. */
const settings = {
  hospitalName: '随县练习医院',
  hospitalCode: 'H42132199999',
  windowName: '3号窗',
  level: 2,
  countyLevel: true,
  region: practiceRegion,
} as const;

/**
 * Fills a new practice hospital: settings, accounts, the Suixian pack in force without an end, the roster through the
 * real import, the catalogue of the county, stays with their fee lists, one of them settled, a qualification for outpatient care. One transaction: a file is filled, or it is new and the
 * next start fills it. Does nothing to a file that is filled. Called before the service answers anybody. Refuses
 * `clock_too_early`: a machine whose clock stands before the roster was made would settle on wrong days, too.
 */
export async function fillPractice(context: ServiceContext): Promise<void> {
  const { database } = context;
  if (hasAccounts(context)) return;
  requireSoundClock(context);
  // Nothing is shown or sent before the whole is there, so nobody is told of the parts.
  const silent: ServiceContext = { ...context, database, publish: () => {}, wakeSender: () => {} };
  database.exec('BEGIN IMMEDIATE');
  try {
    await fill(silent);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
  context.wakeSender();
}

function requireSoundClock(context: ServiceContext): void {
  const day = today(context);
  if (day >= rosterDay) return;
  const sentence = `这台电脑的日期是 ${day}，早于练习资料的日期 ${rosterDay}。请先把电脑的日期调准，再重新启动程序。`;
  throw new Refusal('clock_too_early', sentence);
}

async function fill(context: ServiceContext): Promise<void> {
  const { clerk, office } = await createAccounts(context);
  writeSettings(context, office);
  const pack = 'suixian-2020.yaml';
  putIntoForce(context, office, {
    text: readFileSync(path.join(context.packsFolder, pack), 'utf8'),
    fileName: pack,
    fromDay: firstDay,
    toDay: null,
    options: practiceOptions,
    approvalId: null,
  });
  const roster = await importRosterInPlace(context, office, {
    filePath: path.join(context.practiceFolder, 'roster.csv'),
    asOfDay: rosterDay,
    leaveOutRefused: false,
  });
  if (roster.importId === null) throw new Error(`the practice roster has ${roster.refusedCount} faulty rows`);
  registerOrdinary(context, clerk, {
    ...ordinaryPatient,
    region: practiceRegion,
    insuranceState: 'normal',
  });
  const catalogue = await importCatalogue(context, office, {
    filePath: path.join(context.practiceFolder, 'catalogue.csv'),
    fromDay: catalogueDay,
    leaveOutRefused: false,
  });
  if (catalogue.importId === null)
    throw new Error(`the practice catalogue has ${catalogue.refusedCount} faulty rows`);
  await fillStays(context, clerk);
  fillQualifications(context, clerk);
}

async function createAccounts(context: ServiceContext): Promise<{ clerk: Actor; office: Actor }> {
  const sessions = await Promise.all(
    practiceAccounts.map((account) => createAccount(context, undefined, account)),
  );
  const actor = (role: Actor['role']): Actor => {
    const session = sessions.find((one) => one.role === role);
    if (session === undefined) throw new Error(`no practice account for ${role}`);
    return { ...session, windowId: 0 };
  };
  return { clerk: actor('clerk'), office: actor('information_office') };
}

function writeSettings(context: ServiceContext, actor: Actor): void {
  nameOrigin(context);
  for (const name of ['hospitalId', 'windowId'] as const) {
    writeSetting(context, actor, name, context.newId(), firstDay);
  }
  for (const [name, value] of Object.entries(settings)) {
    writeSetting(context, actor, name as SettingName, value, firstDay);
  }
  writeSetting(context, actor, 'platformKey', practiceCredentials.platformKey.publicKeyHex, firstDay);
  writeSecret(context, actor, 'signingSecret', practiceCredentials.signingSecret, firstDay);
}
