import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  exportPackage,
  type PackageLimits,
  type SealedPackage,
} from '../../../electron/service/offline/export-package.ts';
import { type ImportedReceipt, importReceipt } from '../../../electron/service/offline/import-receipt.ts';
import {
  packageHeaderSchema,
  packageLineSchema,
  type PackageLine,
  readLines,
  type ReceiptLine,
  writeLines,
} from '../../../electron/service/offline/package-content.ts';
import { verifyReceipt } from '../../../electron/service/offline/receipt-file.ts';
import { openSealed, readSealed, seal } from '../../../electron/service/offline/sealed-file.ts';
import { sha256 } from '../../../electron/service/hashing/canonical.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { signTextWith } from '../../../electron/service/signing/signature.ts';
import type { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day, putSuixianIntoForce } from '../harness/patient.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { setting } from '../platform/line.ts';

const { platformKey } = practiceCredentials;

/** A hospital in which packages can be made: it knows the platform's public key. */
export function openHospital(): TestHospital {
  const opened = openTestHospital();
  putSuixianIntoForce(opened);
  setting(opened, 'platformKey', platformKey.publicKeyHex);
  return opened;
}

/** A stay from referral to settlement list, all of it waiting. */
export async function wholeStay(hospital: TestHospital): Promise<{ stay: StayAtDesk; settlementId: string }> {
  const stay = new StayAtDesk(hospital);
  await stay.fees();
  stay.change({ dischargedOn: day('2020-03-09') });
  return { stay, settlementId: stay.settle() };
}

/** All that a receipt can change, as one text. */
export function contentOf({ context: { database } }: TestHospital): string {
  return JSON.stringify([
    database.prepare('SELECT * FROM outbox ORDER BY sequence').all(),
    database.prepare('SELECT * FROM platform_identifier ORDER BY our_id, kind').all(),
    database.prepare('SELECT * FROM platform_answer ORDER BY outbox_id').all(),
    database.prepare('SELECT count(*) FROM offline_receipt').all(),
  ]);
}

/** One package of all that waits. */
export async function exported(
  { context, actor }: TestHospital,
  after = 0,
  limits?: PackageLimits,
): Promise<SealedPackage> {
  const sealed = await exportPackage(
    context,
    actor('finance'),
    after,
    ...(limits === undefined ? [] : [limits]),
  );
  if (sealed === undefined) throw new Error('nothing waits');
  return sealed;
}

/** What stands in a package, as the platform reads it. */
export async function linesOf({ content }: Pick<SealedPackage, 'content'>): Promise<PackageLine[]> {
  const sealed = readSealed(content)!;
  const { windowKey } = packageHeaderSchema.parse(sealed.header);
  return readLines(packageLineSchema, (await openSealed(sealed, windowKey, platformKey.privateKeyHex))!)!;
}

/** Hands a package in at the platform's counter. @returns the receipt's text */
export async function handIn(
  reference: ReferencePlatform,
  { content }: Pick<SealedPackage, 'content'>,
): Promise<string> {
  const response = await fetch(new URL('/package', reference.url), { method: 'POST', body: content });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

export async function imported({ context, actor }: TestHospital, receipt: string): Promise<ImportedReceipt> {
  return importReceipt(context, actor('finance'), await verifyReceipt(context, receipt), '回执.receipt');
}

/** A receipt as a platform that is out of its mind would write it, rightly signed. */
export function receiptOf(
  { content, packageId }: SealedPackage,
  lines: readonly ReceiptLine[],
  change: { readonly privateKeyHex?: string; readonly header?: object } = {},
): Promise<string> {
  const { windowKey } = packageHeaderSchema.parse(readSealed(content)!.header);
  return seal({
    header: {
      format: 'onestop-receipt',
      version: 1,
      receiptId: `R${Math.random()}`,
      packageId,
      packageHash: sha256(content),
      writtenAt: '2020-03-10T03:00:00.000Z',
      count: lines.length,
      ...change.header,
    },
    content: writeLines(lines),
    receiverPublicKeyHex: windowKey,
    sign: (text) => signTextWith(change.privateKeyHex ?? platformKey.privateKeyHex, text),
  });
}

/** A file as it lies on the stick. */
export function fileWith({ context }: TestHospital, name: string, text: string): string {
  const file = path.join(context.dataFolder, name);
  writeFileSync(file, text);
  return file;
}
