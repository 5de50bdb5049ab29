import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { answerFileDialog, ask } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, signIn } from './clerk.ts';

let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-admission-'));
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const dialog = () => application.window.getByRole('dialog');
const press = (key: string) => application.window.keyboard.press(key);

async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await dialog().getByLabel(label).fill(value);
}

async function staysOf(name: string) {
  const { hits } = await ask(application, 'people.search', { text: name });
  return (await ask(application, 'people.card', { personId: hits[0]!.personId })).stays;
}

/** An area that does not exist. */
const guarantorNumber = `42991319830616045${checkDigit('42991319830616045')}`;

describe('treated first, paid later', () => {
  test('from admission to the agreement in two copies and to the discharge, by keyboard', async () => {
    const { window } = application;
    await openPatient(application, '李建国');
    await window.getByText(/住院号 ZY/).waitFor();
    await press('F6');
    await press('F9');
    await fill({
      住院号: 'ZY26031001',
      科室: '呼吸内科',
      '主要诊断编码（ICD-10）': 'J20.9',
      主要诊断名称: '急性支气管炎',
    });
    await dialog().getByText('先诊疗后付费 ✓ 可享受').waitFor();
    await dialog().getByText('依据 随县卫发〔2020〕1号 四').waitFor();
    await dialog().getByLabel('主要诊断名称').press('Enter');
    await press('Space');
    await dialog().getByLabel('三样证件都已出示').press('Space');
    await press('Enter');
    await dialog().waitFor({ state: 'hidden' });

    await window.getByText('住院号 ZY26031001').waitFor();
    await press('F6');
    await press('F2');
    await fill({ 担保人姓名: '李小明', 与患者关系: '儿子', 担保人身份证号: guarantorNumber });
    await fill({ 担保人电话: '13900000001' });
    await dialog().getByLabel('签字方式').press('Enter');
    await press('Enter');
    await dialog().getByText('✓ 已签订').waitFor();
    const { stayId } = (await staysOf('李建国')).find((stay) => stay.admissionNumber === 'ZY26031001')!;
    const { agreement, checks } = await ask(application, 'admission.ofStay', { stayId });
    expect(checks?.papers).toHaveLength(3);
    const subject = { kind: 'treat_first_agreement', subjectId: agreement!.agreementId } as const;
    // Signed is said at once; the paper follows.
    const copies = () => ask(application, 'documents.list', subject);
    await expect.poll(async () => (await copies()).length).toBe(1);
    const [copy] = await copies();
    const { pdf } = await ask(application, 'documents.pdf', { documentId: copy!.documentId });
    const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
    const said = text.replaceAll(/\s/g, '');
    for (const words of ['医院留存', '患者留存', agreement!.number, guarantorNumber, '不收取住院押金']) {
      expect(said).toContain(words);
    }
    await press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await window.getByText(`已签协议 ${agreement!.number}`).waitFor();
    await window.getByText('住院号 ZY26031001').waitFor();

    await press('F6');
    const { admittedOn } = (await staysOf('李建国')).find((stay) => stay.stayId === stayId)!;
    await fill({ 出院日期: admittedOn });
    await dialog().getByRole('button', { name: '保存' }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    expect((await staysOf('李建国')).find((stay) => stay.stayId === stayId)?.dischargedOn).toBe(admittedOn);
  });

  test('a picture of the card is attached and looked at; a page that calls itself a picture is not taken', async () => {
    const { window } = application;
    const picture = join(scratch, '身份证.png');
    await writeFile(picture, onePixel);
    const page = join(scratch, '假的.png');
    await writeFile(page, '<html><script>document.title = "x"</script></html>'.padEnd(5000));
    await window.getByText('住院号 ZY26031001').waitFor();
    await press('F6');
    await press('F3');
    await answerFileDialog(application, picture);
    await dialog().getByRole('button', { name: '选择照片或 PDF' }).press('Enter');
    await dialog().getByRole('list', { name: '附件' }).getByText('身份证.png').waitFor();
    await answerFileDialog(application, page);
    await dialog().getByRole('button', { name: '选择照片或 PDF' }).press('Enter');
    await dialog().getByText('这个文件不是照片或 PDF').waitFor();
    await dialog().getByRole('button', { name: '查看' }).press('Enter');
    const image = dialog().getByRole('img', { name: '身份证.png' });
    await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1);
    expect(await image.getAttribute('src')).toMatch(/^blob:app:\/\/window\//);
    await press('Escape');
    await dialog().getByRole('list', { name: '附件' }).waitFor();
    // What was chosen for the next paper goes on after the page was loaded anew.
    await dialog().getByLabel('是什么').selectOption('medical_card');
    // Of the papers before there is a draft as well: this one's is awaited.
    const kept = async () => Object.values((await ask(application, 'drafts.read', {})).drafts);
    const isKept = async () => (await kept()).some((text) => text.includes('medical_card'));
    await expect.poll(isKept).toBe(true);
    await window.reload();
    await window.getByText('住院号 ZY26031001').waitFor();
    await press('F6');
    await dialog().getByRole('button', { name: '证件附件' }).waitFor();
    await press('F3');
    await dialog().getByText('上次选的是“医保卡”，还没有选文件。').waitFor();
    expect(await dialog().getByLabel('是什么').inputValue()).toBe('medical_card');
    await press('Escape');
    await dialog().getByRole('button', { name: '证件附件' }).waitFor();
    await press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('a patient is sent on: the certificate with its number is printed, told and found in the register', async () => {
    const { window } = application;
    await press('F6');
    await press('F4');
    const issuedOn = await dialog().getByLabel('转诊日期').inputValue();
    await fill({ 转入医院: '练习市中心医院', 有效期至: issuedOn, 转诊原因: '本院无条件手术' });
    await fill({ 转诊意见: '同意转诊', 经治医师: '孙医生' });
    await dialog().getByRole('button', { name: '开转诊证明并打印' }).press('Enter');
    await dialog().getByText('✓ 已开具').waitFor();
    await dialog().getByText('不在定点医院名单里').waitFor();
    await press('Enter');
    await press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    const told = async () => (await ask(application, 'outbox.list', { limit: 200 })).rows;
    await expect
      .poll(async () => (await told()).filter(({ kind }) => kind === 'referral').map(({ state }) => state))
      .toEqual(['done']);
    const { rows } = await ask(application, 'referrals.register', {
      direction: 'out',
      text: '中心',
      offset: 0,
    });
    expect(rows).toMatchObject([{ personName: '李建国', upload: 'done' }]);
    await window.getByRole('button', { name: /转诊/ }).first().press('Enter');
    await window.getByRole('grid', { name: '转诊登记' }).getByText(rows[0]!.number!).waitFor();
    // Told to the platform, which knows no undoing: whoever withdraws it is told to call the centre.
    await window.getByRole('grid', { name: '转诊登记' }).press('Enter');
    await window.getByRole('dialog').getByText('✓ 中心已备案').waitFor();
    await press('F7');
    await window.getByRole('dialog').getByLabel('原因').fill('患者不去了');
    await press('Enter');
    await window.getByRole('dialog').getByText('请打电话告诉县医保中心撤销').waitFor();
    await press('Enter');
    await window.getByRole('grid', { name: '转诊登记' }).getByText('已作废，请电话告知中心').waitFor();
    await press('Control+1');
  });
});

describe('somebody nobody knows', () => {
  test('comes in under a temporary name, is identified, and everything is the person’s', async () => {
    const { window } = application;
    await press('Escape');
    await press('F6');
    await press('F6');
    await fill({
      看起来多大: '60',
      '衣着、体貌': '蓝布衫',
      谁送来的: '120',
      住院号: 'JZ26031002',
      科室: '急诊科',
    });
    await fill({ '主要诊断编码（ICD-10）': 'S06.9', 主要诊断名称: '颅内损伤' });
    await dialog().getByLabel('主要诊断名称').press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await window.getByRole('heading', { name: /^无名氏男/ }).waitFor();

    const wang = (await ask(application, 'people.search', { text: '李建国' })).hits[0]!;
    const { idNumber } = await ask(application, 'people.reveal', { personId: wang.personId });
    await window.getByRole('list', { name: '住院' }).getByText('急诊科').waitFor();
    await press('F6');
    await dialog().getByRole('button', { name: '确认身份' }).waitFor();
    await press('F5');
    await fill({ 身份证号: idNumber, 说明: '其子持户口簿指认' });
    await dialog().getByRole('button', { name: '查找' }).press('Enter');
    await dialog().getByText('认错了要两人撤销').waitFor();
    await dialog().getByRole('button', { name: '确认就是此人' }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await window.getByRole('heading', { name: '李建国' }).first().waitFor();
    const stays = await staysOf('李建国');
    expect(stays.map(({ admissionNumber }) => admissionNumber)).toContain('JZ26031002');
    const { rows } = await ask(application, 'outbox.list', { limit: 200 });
    expect(
      rows.filter(({ personName, kind }) => personName === '李建国' && kind === 'admission').length,
    ).toBe(3);
  });

  test('is not taken back once the platform was told: the sentence says what to do first', async () => {
    const { window } = application;
    const isTold = async () =>
      (await ask(application, 'outbox.list', { limit: 200 })).rows.some(
        ({ personName, kind, state }) => personName === '李建国' && kind === 'admission' && state !== 'done',
      );
    await expect.poll(isTold).toBe(false);
    await press('Escape');
    await press('F6');
    await dialog().getByText('✓ 李建国（本人证件）').waitFor();
    await dialog().getByRole('button', { name: '撤销确认' }).press('Enter');
    await fill({ 原因: '认错了人', 复核人账号: 'liuqiang', 复核人密码: 'lianxi2020' });
    await dialog().getByRole('button', { name: '撤销身份确认' }).press('Enter');
    await dialog().getByText('以李建国的名义报到平台').waitFor();
    await press('Escape');
    await dialog().getByRole('table', { name: '身份不明的患者' }).waitFor();
    await press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});

/** A red point, as PNG. */
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);
