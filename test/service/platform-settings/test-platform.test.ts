import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { writeSecret } from '../../../electron/service/platform-settings/secrets.ts';
import { testPlatform } from '../../../electron/service/platform-settings/test-platform.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { type Certificate, makeAuthority, makeServerCertificate } from '../../platform/certificates.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { setting } from '../platform/line.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let authority: Certificate;
const open: (() => void)[] = [];

beforeAll(async () => {
  [reference, authority] = await Promise.all([ReferencePlatform.start(), makeAuthority('测试医保证书机构')]);
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(async () => {
  await reference.clear();
  for (const close of open.splice(0)) close();
  hospital.close();
});

const states = async () =>
  Object.fromEntries((await testPlatform(hospital.context)).map(({ what, state }) => [what, state]));
const secret = (value: string) =>
  writeSecret(hospital.context, undefined, 'signingSecret', value, '2020-01-01' as LocalDate);

describe('the test of the platform', () => {
  it('says of each step that it is right, and sends no record', async () => {
    setting(hospital, 'platformUrl', reference.url);
    secret(practiceCredentials.signingSecret);
    const { length: from } = await reference.seen();
    expect(await states()).toEqual({
      address: 'good',
      certificate: 'not_used',
      signature: 'good',
      sign_in: 'good',
    });
    expect(new Set((await reference.seen(from)).map(({ infno }) => infno))).toEqual(new Set(['9001']));
  });

  it('says that the signature is wrong, and leaves open what comes after it', async () => {
    setting(hospital, 'platformUrl', reference.url);
    secret('not-the-secret-of-both');
    expect(await states()).toMatchObject({ address: 'good', signature: 'bad', sign_in: 'unknown' });
  });

  it('says that the sign-in is refused, with the words of the centre', async () => {
    setting(hospital, 'platformUrl', reference.url);
    await reference.fault('9001', { kind: 'code', infcode: -1, words: '操作员未登记', acted: false });
    const checks = await testPlatform(hospital.context);
    expect(checks.at(-1)).toMatchObject({
      what: 'sign_in',
      state: 'bad',
      sentence: expect.stringContaining('操作员未登记'),
    });
  });

  it('says that nobody is there, or somebody who is no platform', async () => {
    setting(hospital, 'platformUrl', 'http://127.0.0.1:9/');
    expect(await states()).toMatchObject({ address: 'bad', sign_in: 'unknown' });
    const page = createServer((_incoming, response) => response.end('<html></html>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    open.push(() => page.close());
    setting(hospital, 'platformUrl', `http://127.0.0.1:${(page.address() as AddressInfo).port}/`);
    expect(await testPlatform(hospital.context)).toMatchObject([
      { what: 'address', state: 'bad', sentence: expect.stringContaining('不像医保平台') },
      {},
      {},
      {},
    ]);
  });

  it('says that the certificate is of another authority, and the address right', async () => {
    const stranger = await makeAuthority('别的证书机构');
    const server = createSecureServer(await makeServerCertificate(stranger), (_incoming, response) =>
      response.end(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => server.close());
    setting(hospital, 'platformUrl', `https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    setting(hospital, 'platformAuthority', authority.cert);
    expect(await states()).toEqual({
      address: 'good',
      certificate: 'bad',
      signature: 'unknown',
      sign_in: 'unknown',
    });
  });
});
