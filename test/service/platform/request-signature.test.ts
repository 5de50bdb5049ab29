import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { writeEnvelope } from '../../../electron/service/platform/envelope.ts';
import { requestSigner, signedText } from '../../../electron/service/platform/request-signature.ts';
import {
  practiceCredentials,
  practiceSigningKeyHex,
} from '../../../electron/service/practice/platform/credentials.ts';
import { newKeyPair } from '../../../electron/service/signing/window-key.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit } from '../outbox/facts.ts';
import { attempts, startTestSender } from '../outbox/sending.ts';
import { platformAt, somebody } from './line.ts';

const { signingSecret } = practiceCredentials;
const bySecret = { signingSecret, signingKeyHex: null };
const byKey = { signingSecret: null, signingKeyHex: practiceSigningKeyHex };
let reference: ReferencePlatform;
let hospital: TestHospital;

beforeAll(async () => {
  reference = await ReferencePlatform.start({ signed: true });
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const envelope = (secrets: Parameters<typeof requestSigner>[0], input: object = { data: { 姓名: '田' } }) =>
  JSON.parse(
    writeEnvelope(readHospital(hospital.context, today(hospital.context)), requestSigner(secrets), {
      transactionCode: '2304',
      messageId: 'M1',
      insuredRegion: '429913',
      at: hospital.clock.now(),
      signNumber: 'Q1',
      logHead: 'log=7-' + 'ab'.repeat(32),
      input,
    })!,
  ) as Record<string, string>;
const post = async (message: object): Promise<{ infcode: number }> =>
  (await (await fetch(reference.url, { method: 'POST', body: JSON.stringify(message) })).json()) as {
    infcode: number;
  };

describe('what is signed of a request', () => {
  it('is one line for each field in a fixed order, and the SM3 of the input', () => {
    const fields = {
      infno: '2304',
      msgid: 'M1',
      insuplc_admdvs: '429913',
      opter: 'OP1',
      inf_time: '2020-03-10 10:00:00',
      fixmedins_code: 'H42991300001',
      sign_no: 'Q1',
      signtype: 'SM3',
      dev_safe_info: 'log=7-ab',
    };
    expect(signedText(fields, { b: '1', a: ['二'] })).toBe(
      [
        'infno=2304',
        'msgid=M1',
        'insuplc_admdvs=429913',
        'opter=OP1',
        'inf_time=2020-03-10 10:00:00',
        'fixmedins_code=H42991300001',
        'sign_no=Q1',
        'signtype=SM3',
        'dev_safe_info=log=7-ab',
        'input=61c00dcbf9b223d177683b1902f371a393ccb286471c7ec4cac223be086575c7',
      ].join('\n'),
    );
    expect(signedText(fields, { a: ['二'], b: '1' })).toBe(signedText(fields, { b: '1', a: ['二'] }));
  });

  it('does not carry the secret or the key, and fits its field', () => {
    for (const secrets of [bySecret, byKey]) {
      const written = envelope(secrets);
      expect(JSON.stringify(written)).not.toContain(signingSecret);
      expect(JSON.stringify(written)).not.toContain(practiceSigningKeyHex);
      expect(written['cainfo']!.length).toBeLessThanOrEqual(1024);
    }
    expect(envelope(bySecret)).toMatchObject({
      signtype: 'SM3',
      cainfo: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(envelope(byKey)).toMatchObject({
      signtype: 'SM2',
      cainfo: expect.stringMatching(/^[0-9a-f]{128}$/),
    });
    expect(envelope({ signingSecret: null, signingKeyHex: null })).toMatchObject({
      signtype: '',
      cainfo: '',
    });
  });

  it('is by the key where there are both', () => {
    expect(envelope({ signingSecret, signingKeyHex: practiceSigningKeyHex })['signtype']).toBe('SM2');
  });
});

describe('a platform that wants requests signed', () => {
  it.each([
    ['HMAC-SM3 under the shared secret', bySecret],
    ['SM2 under the key of the hospital', byKey],
  ])('takes %s', async (_name, secrets) => {
    const platform = platformAt(hospital, reference.url, secrets);
    expect(await platform.identify(somebody(hospital))).toMatchObject({ outcome: 'accepted' });
    platform.close();
  });

  it.each([
    ['no signature', undefined],
    ['another secret', { signingSecret: 'not the one that both know', signingKeyHex: null }],
    ['another key', { signingSecret: null, signingKeyHex: newKeyPair().privateKeyHex }],
  ])('refuses %s with its code, and nothing of the message is in doubt', async (_name, secrets) => {
    const platform = platformAt(hospital, reference.url, secrets);
    expect(await platform.identify(somebody(hospital))).toMatchObject({
      outcome: 'retry',
      code: '-7',
      reason: expect.stringContaining('请信息科核对签名密钥'),
    });
    platform.close();
  });

  it('notices every field that was changed on the way, the input and the kind of signature', async () => {
    const good = envelope(bySecret);
    expect(await post(good)).toMatchObject({ infcode: -3 });
    const changes: Record<string, unknown> = {
      infno: '2305',
      msgid: 'M2',
      insuplc_admdvs: '429914',
      opter: 'OP2',
      inf_time: '2020-03-10 10:00:01',
      fixmedins_code: 'H42991300002',
      sign_no: 'Q2',
      signtype: 'SM2',
      dev_safe_info: '',
      cainfo: '',
      input: { data: { 姓名: '天' } },
    };
    for (const [field, value] of Object.entries(changes)) {
      expect([field, await post({ ...good, [field]: value })]).toMatchObject([field, { infcode: -7 }]);
    }
    expect(await post({ ...good, signtype: '', cainfo: '' })).toMatchObject({ infcode: -7 });
  });

  it('pauses the sender when it refuses the sign-in: no record leaves', async () => {
    admit(hospital, `YQ${Date.now()}`);
    admit(hospital, `YQ${Date.now()}-2`);
    const before = await reference.count('1101');
    const sender = startTestSender(hospital, reference.url);
    await sender.idle();
    // Both were to go out at once, and heard of the one sign-in.
    expect(new Set(attempts(hospital))).toEqual(new Set(['9001 retry -7']));
    expect(await reference.count('1101')).toBe(before);
    expect(sender.sleeps.at(-1)).toBeGreaterThan(0);
    await sender.stop();
  });
});
