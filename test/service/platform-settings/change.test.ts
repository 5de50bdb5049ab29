import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformChange } from '../../../shared/contract/platform.ts';
import { answer } from '../../../electron/service/answer.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { changePlatform } from '../../../electron/service/platform-settings/change.ts';
import { readSecrets } from '../../../electron/service/platform-settings/secrets.ts';
import { shownSettings } from '../../../electron/service/platform-settings/shown.ts';
import { publicKeySha256 } from '../../../electron/service/platform/authority.ts';
import { newKeyPair } from '../../../electron/service/signing/window-key.ts';
import { type Certificate, makeAuthority, makeServerCertificate } from '../../platform/certificates.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';

let hospital: TestHospital;
let authority: Certificate;
const signingSecret = 'a-secret-that-both-sides-know';

beforeAll(async () => {
  authority = await makeAuthority('测试医保证书机构');
});
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const secondPerson = { login: 'finance', password: testPassword };
const change = (asked: Omit<PlatformChange, 'fromDay'>, fromDay = '2020-03-10') =>
  changePlatform(
    hospital.context,
    hospital.actor('information_office'),
    { fromDay: day(fromDay), ...asked },
    secondPerson,
  );
const rows = (table: string) =>
  hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

describe('a change of the platform settings', () => {
  it('is approved under the names of the screen', async () => {
    await change({
      url: 'https://10.0.0.1:8443/ybxt',
      authority: authority.cert,
      signIn: true,
      signingSecret,
    });
    const reason = hospital.context.database.prepare('SELECT reason FROM approval').pluck().get();
    expect(reason).toBe('自 2020-03-10 起：平台地址、签到、信任的证书机构、约定的密钥');
  });

  it('counts from its day on and is shown without what is secret', async () => {
    const pair = newKeyPair();
    const platformKey = newKeyPair().publicKeyHex;
    await change({
      url: 'https://10.0.0.1:8443/ybxt',
      authority: authority.cert,
      operator: 'OP7',
      platformKey,
      signingSecret,
      signingKeyHex: pair.privateKeyHex,
    });
    const shown = shownSettings(hospital.context);
    expect(shown).toMatchObject({
      url: 'https://10.0.0.1:8443/ybxt',
      signIn: true,
      operator: 'OP7',
      signsWith: 'SM2',
      authority: { subject: 'CN=测试医保证书机构' },
      signingSecret: expect.stringMatching(/^[0-9a-f]{4}-[0-9a-f]{4}$/),
    });
    for (const secret of [signingSecret, pair.privateKeyHex])
      expect(JSON.stringify(shown)).not.toContain(secret);
    expect(readSecrets(hospital.context, day('2020-03-09'))).toEqual({
      signingSecret: null,
      signingKeyHex: null,
    });
    expect(readSecrets(hospital.context, day('2020-03-10'))).toEqual({
      signingSecret,
      signingKeyHex: pair.privateKeyHex,
    });
    expect(hospital.wakes.count).toBe(1);
  });

  it('leaves what it does not name as it is, and takes back what it sets to nothing', async () => {
    await change({ signingSecret, operator: 'OP7' });
    await change({ operator: null });
    expect(shownSettings(hospital.context)).toMatchObject({ operator: null, signsWith: 'SM3' });
    await change({ signingSecret: null });
    expect(shownSettings(hospital.context)).toMatchObject({ signingSecret: null, signsWith: 'nothing' });
  });

  it('may be for a day that is still to come', async () => {
    await change({ operator: 'NEW' }, '2020-04-01');
    expect(shownSettings(hospital.context).operator).toBeNull();
    hospital.clock.set('2020-03-31T16:00:00.000Z');
    expect(shownSettings(hospital.context).operator).toBe('NEW');
  });

  it('stands in the log with both people and without what is secret', async () => {
    const { privateKeyHex } = newKeyPair();
    await change({ signingSecret, signingKeyHex: privateKeyHex });
    const log = hospital.context.database.prepare('SELECT act, detail FROM audit').all() as {
      act: string;
      detail: string;
    }[];
    expect(log.filter(({ act }) => act === 'platform.secret')).toHaveLength(2);
    expect(log.map(({ act }) => act)).toContain('staff.approved');
    for (const secret of [signingSecret, privateKeyHex]) expect(JSON.stringify(log)).not.toContain(secret);
  });

  it('lies readable nowhere on the disk', async () => {
    await change({ signingSecret });
    const folder = path.dirname(hospital.file);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) {
      expect(readFileSync(path.join(parentPath, name)).includes(signingSecret)).toBe(false);
    }
  });

  it('needs a second person', async () => {
    const { context, actor } = hospital;
    const alone = changePlatform(
      context,
      actor('information_office'),
      { fromDay: today(context), operator: 'X' },
      {
        login: 'information_office',
        password: testPassword,
      },
    );
    await expect(alone).rejects.toMatchObject({ code: 'second_person_is_same' });
    expect(shownSettings(context).operator).toBeNull();
  });

  it('takes the hash of a public key as OpenSSL prints it', async () => {
    const sha256 = publicKeySha256(new X509Certificate(authority.cert));
    const printed = `SHA256:${(sha256.toUpperCase().match(/../g) ?? []).join(':')}`;
    await change({ url: 'https://10.0.0.1/', authority: printed });
    expect(readHospital(hospital.context, today(hospital.context)).platformAuthority).toBe(
      `sha256:${sha256}`,
    );
  });

  it('takes http to this machine, and to another one only when that is said', async () => {
    await change({ url: 'http://127.0.0.1:9000/' });
    await change({ url: 'http://10.0.0.1/', plainHttp: true });
    expect(shownSettings(hospital.context).url).toBe('http://10.0.0.1/');
    await expect(change({ plainHttp: false })).rejects.toMatchObject({ code: 'platform_url_not_secure' });
  });
});

describe('a change that makes no sense is refused with what to do, and nothing is written', () => {
  const key = newKeyPair();
  const refused: [string, Omit<PlatformChange, 'fromDay'>, string][] = [
    ['an address that is none', { url: '10.0.0.1:8443' }, 'platform_url_not_valid'],
    ['another protocol', { url: 'ftp://10.0.0.1/' }, 'platform_url_not_valid'],
    ['a password in the address', { url: 'https://a:b@10.0.0.1/' }, 'platform_url_not_valid'],
    ['http to another machine', { url: 'http://10.0.0.1/' }, 'platform_url_not_secure'],
    ['https without an authority', { url: 'https://10.0.0.1/' }, 'platform_authority_missing'],
    [
      'half a certificate',
      { authority: '-----BEGIN CERTIFICATE-----\nMIIB' },
      'platform_authority_not_valid',
    ],
    ['half a hash', { authority: 'sha256:abcd' }, 'platform_authority_not_valid'],
    ['an operator with blanks', { operator: 'OP 7' }, 'platform_operator_not_valid'],
    ['a platform key that is no point', { platformKey: `04${'1'.repeat(128)}` }, 'platform_key_not_valid'],
    ['a private key as platform key', { platformKey: key.privateKeyHex }, 'platform_key_not_valid'],
    ['a public key as signing key', { signingKeyHex: key.publicKeyHex }, 'signing_key_not_valid'],
    ['a short secret', { signingSecret: 'short' }, 'signing_secret_not_valid'],
    ['a secret with a blank', { signingSecret: 'sixteen characters and more' }, 'signing_secret_not_valid'],
    ['nothing', {}, 'platform_nothing_changed'],
  ];

  it.each(refused)('%s', async (_name, asked, code) => {
    const before = [rows('setting'), rows('platform_secret'), rows('audit')];
    await expect(change(asked)).rejects.toMatchObject({ code, sentence: expect.stringMatching(/[一-龥]/) });
    expect([rows('setting'), rows('platform_secret'), rows('audit')]).toEqual(before);
  });

  it('an authority that has expired', async () => {
    const expired = await makeServerCertificate(authority, { days: [-10, -5] });
    hospital.clock.set(new Date().toISOString());
    const asked = change(
      { authority: expired.cert },
      new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    );
    await expect(asked).rejects.toMatchObject({ code: 'platform_authority_expired' });
  });

  it('a day in the past', async () => {
    await expect(change({ operator: 'X' }, '2020-03-09')).rejects.toMatchObject({
      code: 'platform_day_in_past',
    });
  });
});

describe('the requests of the window', () => {
  const ask = (role: 'clerk' | 'information_office' | 'auditor', name: string) => {
    const { windowId, ...session } = hospital.actor(role);
    hospital.context.sessions.set(windowId, { ...session, passwordDue: null, codeDue: false });
    return answer(hospital.context, handlers, { windowId, name, fromHost: false, input: {}, filePath: null });
  };

  it('show the settings to the information office and the auditor, and let the office alone test', async () => {
    expect(await ask('auditor', 'platform.settings')).toMatchObject({ ok: true });
    expect(await ask('information_office', 'platform.settings')).toMatchObject({ ok: true });
    expect(await ask('clerk', 'platform.settings')).toMatchObject({ ok: false });
    expect(await ask('auditor', 'platform.test')).toMatchObject({ error: { code: 'not_allowed' } });
    expect(await ask('information_office', 'platform.test')).toMatchObject({
      error: { code: 'platform_not_set' },
    });
  });
});
