import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { platformOfSettings } from '../../../electron/service/outbox/platform-of-settings.ts';
import { writeSecret } from '../../../electron/service/platform-settings/secrets.ts';
import type { Platform } from '../../../electron/service/platform/platform.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { setting, somebody } from '../platform/line.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let current: () => Platform | undefined;

beforeAll(async () => {
  reference = await ReferencePlatform.start({ signed: true });
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openTestHospital();
  setting(hospital, 'platformUrl', reference.url);
  current = platformOfSettings(hospital.context);
});
afterEach(() => {
  current()?.close();
  hospital.close();
});

const secret = (value: string | null, fromDay = '2020-01-01') =>
  writeSecret(hospital.context, undefined, 'signingSecret', value, fromDay as LocalDate);
const identify = async () => (await current()?.identify(somebody(hospital)))?.code;

describe('the platform of the settings', () => {
  it('is the same while they are, with its sign-in, and another one when a secret changes', async () => {
    secret('not-the-secret-of-both');
    const before = current();
    expect(current()).toBe(before);
    expect(await identify()).toBe('-7');
    secret(practiceCredentials.signingSecret);
    expect(current()).not.toBe(before);
    expect([await identify(), await identify()]).toEqual(['0', '0']);
    expect(await reference.count('9001')).toBe(2);
  });

  it('takes up a secret on its day', async () => {
    secret(practiceCredentials.signingSecret, '2020-03-11');
    expect(await identify()).toBe('-7');
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    expect(await identify()).toBe('0');
  });

  it('speaks https to the pinned authority alone: here is no TLS, so nothing is sent', async () => {
    setting(hospital, 'platformUrl', reference.url.replace('http:', 'https:'));
    expect(await identify()).toBe('authority_missing');
    setting(hospital, 'platformAuthority', `sha256:${'0'.repeat(64)}`);
    expect(await identify()).toBe('tls_failed');
  });

  it('does not speak plain http to another machine', async () => {
    setting(hospital, 'platformUrl', 'http://192.0.2.1/');
    expect(await identify()).toBe('plain_http_refused');
  });
});
