import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  ftruncateSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addAttachment,
  listAttachments,
  readAttachment,
  withdrawAttachment,
} from '../../../electron/service/attachments/attachments.ts';
import {
  bringContent,
  contentFileBeside,
  openContentFile,
} from '../../../electron/service/attachments/content-file.ts';
import { copyAndProve } from '../../../electron/service/backups/copy.ts';
import { attachmentSchema } from '../../../shared/contract/attachments.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  stayId = addStay(hospital, addPerson(hospital));
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
const jpegHead = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
const marker = 'PATIENT-PAPER-MARKER';

/** A file of that beginning and size; its bytes repeat a word that must not be found on the disk. */
function fileOf(name: string, head: Buffer, byteCount: number): string {
  const file = path.join(hospital.context.dataFolder, name);
  writeFileSync(file, Buffer.concat([head, Buffer.alloc(byteCount - head.length, marker)]));
  return file;
}
/** A file that only says how large it is, as one of 200 MB. */
function hollow(name: string, head: Buffer, byteCount: number): string {
  const file = path.join(hospital.context.dataFolder, name);
  const handle = openSync(file, 'w');
  writeSync(handle, head);
  ftruncateSync(handle, byteCount);
  closeSync(handle);
  return file;
}
const add = (filePath: string, kind: 'id_card' | 'proof' = 'id_card') =>
  addAttachment(hospital.context, clerk(), { stayId, kind, filePath });
const list = () => listAttachments(hospital.context, stayId).map((one) => attachmentSchema.parse(one));
const looks = () =>
  hospital.context.database
    .prepare("SELECT account_id FROM audit WHERE act = 'attachments.read'")
    .pluck()
    .all();

describe('a paper that is attached', () => {
  it('comes back byte by byte, every look at it is written down, and the disk does not show it', async () => {
    const file = fileOf('身份证.jpg', jpegHead, 2_500_000);
    await add(file);
    const [one] = list();
    expect(one).toMatchObject({ fileName: '身份证.jpg', type: 'image/jpeg', byteCount: 2_500_000 });
    const { content } = readAttachment(hospital.context, clerk(), one!.attachmentId);
    const bytes = readFileSync(file);
    expect(Buffer.compare(content, bytes)).toBe(0);
    expect(looks()).toEqual([clerk().accountId]);
    const stored = readFileSync(contentFileBeside(hospital.context.connection));
    expect(stored.byteLength).toBeGreaterThan(2_500_000);
    expect(stored.includes(marker)).toBe(false);
  });

  it('is known by its content, whatever its name says', async () => {
    const pdf = fileOf('扫描.jpg', Buffer.from('%PDF-1.7\n'), 5000);
    await add(pdf);
    expect(list()[0]?.type).toBe('application/pdf');
    const others = {
      '页面.png': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '程序.jpg': 'MZ\u0090\u0000',
      '网页.pdf': '<html><script>1</script></html>',
      '动图.png': 'GIF89a',
    };
    for (const [name, head] of Object.entries(others)) {
      const file = fileOf(name, Buffer.from(head, 'latin1'), 3000);
      expect(await refusalCode(() => add(file))).toBe('attachment_wrong_type');
    }
    expect(list()).toHaveLength(1);
  });

  it('of 200 MB, empty or gone is refused before it is read, and nothing of it stays', async () => {
    const large = hollow('大.jpg', jpegHead, 200_000_000);
    expect(await refusalCode(() => add(large))).toBe('attachment_too_large');
    const justTooLarge = hollow('稍大.jpg', jpegHead, 20_000_001);
    expect(await refusalCode(() => add(justTooLarge))).toBe('attachment_too_large');
    const empty = hollow('空.jpg', Buffer.alloc(0), 0);
    expect(await refusalCode(() => add(empty))).toBe('file_empty');
    rmSync(large);
    expect(await refusalCode(() => add(large))).toBe('file_not_found');
    expect(list()).toEqual([]);
  });

  it('is taken once, withdrawn once and can then be taken again; what was withdrawn stays', async () => {
    const file = fileOf('证明.jpg', jpegHead, 1_000_000);
    await add(file);
    const size = () => readFileSync(contentFileBeside(hospital.context.connection)).byteLength;
    const before = size();
    for (let time = 0; time < 3; time += 1)
      expect(await refusalCode(() => add(file, 'proof'))).toBe('attachment_exists');
    expect(size()).toBeLessThan(2 * before);
    const { attachmentId } = list()[0]!;
    const withdraw = () => withdrawAttachment(hospital.context, clerk(), { attachmentId, reason: '存错人' });
    withdraw();
    expect(await refusalCode(withdraw)).toBe('attachment_withdrawn');
    await add(file);
    expect(list().map(({ withdrawnBecause }) => withdrawnBecause)).toEqual(['存错人', null]);
  });

  it('stands within the limit of its stay', async () => {
    for (let index = 0; index < 40; index += 1) await add(fileOf(`第${index}.jpg`, jpegHead, 100 + index));
    const one = fileOf('第41.jpg', jpegHead, 500);
    expect(await refusalCode(() => add(one))).toBe('attachments_too_many');
  });

  it('whose bytes are gone says so, and the rest goes on', async () => {
    await add(fileOf('证.jpg', jpegHead, 1000));
    rmSync(contentFileBeside(hospital.context.connection));
    const { attachmentId } = list()[0]!;
    expect(await refusalCode(() => readAttachment(hospital.context, clerk(), attachmentId))).toBe(
      'attachment_missing',
    );
    await add(fileOf('新.jpg', jpegHead, 1001));
    expect(list()).toHaveLength(2);
  });
});

describe('a copy of the hospital’s file', () => {
  const order = (folder: string, secondFolder: string) => {
    for (const one of [folder, secondFolder]) mkdirSync(one, { recursive: true });
    const { connection } = hospital.context;
    return { connection, folder, secondFolder, at: hospital.clock.now().toISOString() };
  };

  it('brings along the papers that its folder does not have yet, once, into both folders', async () => {
    const { context } = hospital;
    const folders = ['copies', 'stick'].map((name) => path.join(context.dataFolder, name)) as [
      string,
      string,
    ];
    await add(fileOf('一.jpg', jpegHead, 1_200_000));
    copyAndProve(order(...folders), () => undefined);
    await add(fileOf('二.jpg', jpegHead, 1000));
    hospital.clock.advanceMs(60_000);
    expect(copyAndProve(order(...folders), () => undefined).second).toEqual({ failure: null });
    const size = readFileSync(contentFileBeside({ ...context.connection, file: path.join(folders[0], 'x') }));
    expect(size.byteLength).toBeLessThan(1_400_000);
    rmSync(contentFileBeside(context.connection));
    for (const folder of folders.toReversed()) {
      rmSync(contentFileBeside(context.connection), { force: true });
      expect(
        bringContent({ ...context.connection, file: path.join(folder, 'x') }, context.connection),
      ).toEqual({ broughtCount: 2, damagedCount: 0 });
    }
    for (const { attachmentId, byteCount } of list()) {
      expect(readAttachment(context, clerk(), attachmentId).content.byteLength).toBe(byteCount);
    }
  });

  it('is made and proved when a paper is damaged, or all of them, and says so', async () => {
    const { connection, dataFolder } = hospital.context;
    const [folder, stick] = [path.join(dataFolder, 'copies'), path.join(dataFolder, 'stick')];
    await add(fileOf('一.jpg', jpegHead, 5000));
    await add(fileOf('二.jpg', jpegHead, 6000));
    const damaged = openContentFile(connection);
    damaged.exec('DROP TRIGGER attachment_part_is_never_updated');
    damaged
      .prepare('UPDATE attachment_part SET bytes = zeroblob(5000) WHERE attachment_id = ?')
      .run(list()[0]!.attachmentId);
    damaged.close();
    const one = copyAndProve(order(folder, stick), () => undefined);
    expect(one).toMatchObject({
      attachmentsFailure: 'attachments_damaged',
      second: { failure: 'attachments_damaged' },
    });
    expect(existsSync(path.join(folder, one.fileName))).toBe(true);
    rmSync(contentFileBeside(connection));
    expect(bringContent({ ...connection, file: path.join(folder, 'x') }, connection)).toEqual({
      broughtCount: 1,
      damagedCount: 0,
    });
    writeFileSync(contentFileBeside(connection), 'no database at all'.repeat(1000));
    hospital.clock.advanceMs(60_000);
    const two = copyAndProve(order(folder, stick), () => undefined);
    expect(two.attachmentsFailure).not.toBeNull();
    expect(existsSync(path.join(folder, two.fileName))).toBe(true);
  });
});
