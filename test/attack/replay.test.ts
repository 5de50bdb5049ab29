import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  requestSigner,
  type SignedFields,
  signedText,
  type SigningSecrets,
} from '../../electron/service/platform/request-signature.ts';
import { practiceCredentials } from '../../electron/service/practice/platform/credentials.ts';
import { ReferencePlatform } from '../platform/start.ts';
import { openTestHospital, type TestHospital, testPassword } from '../service/harness/hospital.ts';
import { day, putSuixianIntoForce } from '../service/harness/patient.ts';
import { startTestSender } from '../service/outbox/sending.ts';
import { StayAtDesk } from '../service/outbox/stay-at-desk.ts';
import { platformAt, somebody } from '../service/platform/line.ts';
import { ask } from './signed-in.ts';

/* What was said once, said again by somebody who listened. */

/** The same message with changes, signed by whoever has the secret. */
function signedAnew(
  secrets: SigningSecrets,
  message: Record<string, unknown>,
  change: { readonly msgid?: string; readonly input?: object },
): object {
  const changed = { ...message, ...change } as unknown as SignedFields & { readonly input: object };
  const cainfo = requestSigner(secrets).sign(signedText(changed, changed.input));
  return { ...changed, cainfo };
}

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const codeOf = async (windowId: number, name: string, input: unknown) => {
  const answered = await ask(hospital, { windowId, name, input });
  return answered.ok ? 'ok' : answered.error.code;
};
const signIn = (windowId: number, login: string) =>
  codeOf(windowId, 'staff.signIn', { login, password: testPassword });
const search = (windowId: number) => codeOf(windowId, 'people.search', { text: '王' });

describe('a session of a window', () => {
  it('is no other window’s, and ends with signing out, with another account, and with the window', async () => {
    expect(await signIn(1, 'clerk')).toBe('ok');
    expect(await search(1)).toBe('ok');
    for (const other of [0, 2, -1, 2 ** 32 + 1]) expect(await search(other)).toBe('not_signed_in');
    expect(await signIn(1, 'auditor')).toBe('ok');
    expect(await search(1)).toBe('not_allowed');
    expect(await codeOf(1, 'staff.signOut', {})).toBe('ok');
    for (let again = 0; again < 3; again += 1) expect(await search(1)).toBe('not_signed_in');
  });

  it('does not come back with the answer of a sign-in that somebody kept', async () => {
    const input = { login: 'clerk', password: testPassword };
    const kept = await ask(hospital, { windowId: 1, name: 'staff.signIn', input });
    await codeOf(1, 'staff.signOut', {});
    const session = (kept as { value: object }).value;
    for (const forged of [
      session,
      { ...input, session },
      { text: '王', session },
      { text: '王', ...session },
    ])
      expect(['input_not_valid', 'not_signed_in']).toContain(await codeOf(1, 'people.search', forged));
    expect(await codeOf(1, 'staff.signIn', { ...input, ...session })).toBe('input_not_valid');
    expect(await search(1)).toBe('not_signed_in');
  });
});

describe('messages to the platform', () => {
  let reference: ReferencePlatform;
  let listener: Server;
  const heard: Record<string, string>[] = [];
  beforeAll(async () => {
    reference = await ReferencePlatform.start({ signed: true });
    listener = createServer((request, response) => {
      void (async () => {
        const body = await text(request);
        heard.push(JSON.parse(body) as Record<string, string>);
        response.end(await (await post(body)).text());
      })();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
  });
  afterAll(async () => {
    listener.close();
    await reference.stop();
  });

  beforeEach(() => heard.splice(0));

  const listeningPort = () => (listener.address() as AddressInfo).port;
  const post = (body: string) => fetch(reference.url, { method: 'POST', body });
  const say = async (message: object) =>
    (await (await post(JSON.stringify(message))).json()) as { infcode: number; output: never };

  it('give a listener no session: a replayed sign-in signs nothing, and an old signature fits no other sign-in', async () => {
    const { signingSecret } = practiceCredentials;
    const platform = platformAt(hospital, `http://127.0.0.1:${listeningPort()}`, {
      signingSecret,
      signingKeyHex: null,
    });
    expect(await platform.identify(somebody(hospital))).toMatchObject({ outcome: 'accepted' });
    platform.close();
    const [signedIn, asked] = heard;
    expect([signedIn?.['infno'], asked?.['infno']]).toEqual(['9001', '1101']);
    // The platform may answer it once more; with what it gives, the listener can sign no message.
    const again = await say(signedIn!);
    const given =
      (again.output as { signinoutb?: { sign_no: string } } | null)?.signinoutb?.sign_no ?? 'none';
    for (const change of [
      { sign_no: `${given}x` },
      { msgid: `${asked!['msgid']}1` },
      { inf_time: '2030-01-01 00:00:00' },
      { infno: '2304' },
    ])
      expect(await say({ ...asked, ...change })).toMatchObject({ infcode: -7 });
    expect(await say({ ...signedIn, opter: 'another' })).toMatchObject({ infcode: -7 });
  });

  it('with a settlement settle it once: unchanged it is the answer of before, changed it is refused, signed or not', async () => {
    putSuixianIntoForce(hospital);
    const secrets = { signingSecret: practiceCredentials.signingSecret, signingKeyHex: null };
    const platform = platformAt(hospital, `http://127.0.0.1:${listeningPort()}`, secrets);
    const sender = startTestSender(hospital, reference.url, { platform: () => platform });
    const stay = new StayAtDesk(hospital);
    await stay.fees();
    stay.change({ dischargedOn: day('2020-03-09') });
    const settlementId = stay.settle();
    sender.wake();
    await sender.idle();
    const said = heard.filter(({ infno }) => infno === '2304');
    expect(said).toHaveLength(1);
    const held = () => reference.holdings({ admissionNumber: stay.admissionNumber });
    const before = await held();
    expect(before.settlements).toMatchObject([{ ourSettlementId: settlementId, totalFen: 33_740 }]);

    const settled = said[0] as Record<string, string> & { input: { data: Record<string, string> } };
    const again = [await say(settled), await say(settled)];
    expect(again).toMatchObject([{ infcode: 0 }, { infcode: 0 }]);
    expect(again[0]?.output).toEqual(again[1]?.output);
    // Whoever listened has no secret: other amounts, or another message id, are not what was signed.
    const { data } = settled.input;
    const other = { data: { ...data, medfee_sumamt: '1.00', inscp_scp_amt: '1.00' } };
    expect(await say({ ...settled, input: other })).toMatchObject({ infcode: -7 });
    expect(await say({ ...settled, msgid: `${settled['msgid']}1` })).toMatchObject({ infcode: -7 });
    // Whoever has it cannot put other amounts under the same id, nor settle the same stay under another one.
    expect(await say(signedAnew(secrets, settled, { input: other }))).toMatchObject({ infcode: -5 });
    expect(
      await say(signedAnew(secrets, settled, { msgid: `${settled['msgid']}`.replace(/.$/, 'Z') })),
    ).toMatchObject({
      infcode: -1,
      err_msg: expect.stringContaining('已结算') as string,
    });
    expect(await held()).toEqual(before);
    await sender.stop();
    platform.close();
  });
});
