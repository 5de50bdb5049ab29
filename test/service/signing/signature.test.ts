import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isPrivateKey,
  isPublicKey,
  publicKeyOf,
  signText,
  signTextWith,
  verifyText,
} from '../../../electron/service/signing/signature.ts';
import { hmacSm3, sm3Of } from '../../../electron/service/signing/sm3.ts';
import { newKeyPair, windowKey } from '../../../electron/service/signing/window-key.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

describe('the key of the window', () => {
  it('is made once and is the same after the file was closed and opened', () => {
    const { publicKeyHex } = windowKey(hospital.context);
    hospital.reopen();
    expect(windowKey(hospital.context).publicKeyHex).toBe(publicKeyHex);
    const rows = hospital.context.database.prepare('SELECT count(*) FROM window_key').pluck().get();
    expect(rows).toBe(1);
  });

  it('stands in the log by its fingerprint alone', () => {
    const { publicKeyHex } = windowKey(hospital.context);
    const audit = hospital.context.database
      .prepare("SELECT detail FROM audit WHERE act = 'signing.key_made'")
      .pluck()
      .all() as string[];
    expect(audit).toEqual([expect.stringMatching(/^\{"fingerprint":"[0-9a-f]{4}(-[0-9a-f]{4}){3}"\}$/)]);
    expect(audit[0]).not.toContain(publicKeyHex.slice(2, 30));
  });

  it('goes with the transaction in which it was made', () => {
    expect(() =>
      inTransaction(hospital.context.database, () => {
        windowKey(hospital.context);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(hospital.context.database.prepare('SELECT count(*) FROM window_key').pluck().get()).toBe(0);
  });

  it('is never changed or deleted', () => {
    windowKey(hospital.context);
    const { database } = hospital.context;
    expect(() => database.exec("UPDATE window_key SET private_key = '0'")).toThrow('append_only');
    expect(() => database.exec('DELETE FROM window_key')).toThrow('append_only');
  });
});

describe('a signature', () => {
  it('of the window is verified with its public key, and not over another text or under another key', () => {
    const { publicKeyHex } = windowKey(hospital.context);
    const signature = signText(hospital.context, '一站通 1409.50');
    expect(signature).toMatch(/^[0-9a-f]{128}$/);
    expect(verifyText(publicKeyHex, '一站通 1409.50', signature)).toBe(true);
    expect(verifyText(publicKeyHex, '一站通 1409.51', signature)).toBe(false);
    expect(verifyText(newKeyPair().publicKeyHex, '一站通 1409.50', signature)).toBe(false);
  });

  it('that is none verifies nothing and throws nothing', () => {
    const { publicKeyHex } = windowKey(hospital.context);
    for (const signature of ['', '0'.repeat(128), 'f'.repeat(128), 'x'.repeat(128), '00']) {
      expect(verifyText(publicKeyHex, 'text', signature)).toBe(false);
    }
    const good = signText(hospital.context, 'text');
    for (const key of ['', `04${'0'.repeat(128)}`, `04${'f'.repeat(128)}`, publicKeyHex.slice(2)]) {
      expect(verifyText(key, 'text', good)).toBe(false);
    }
  });

  it('is that of the standard (GB/T 32918.5, appendix A)', () => {
    const key = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
    const publicKeyHex =
      '04' +
      '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
    const signature =
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
    expect(publicKeyOf(key)).toBe(publicKeyHex);
    expect(verifyText(publicKeyHex, 'message digest', signature)).toBe(true);
    expect(verifyText(publicKeyHex, 'message digest', signTextWith(key, 'message digest'))).toBe(true);
  });
});

describe('a key', () => {
  it('is told from what is none', () => {
    const { publicKeyHex, privateKeyHex } = newKeyPair();
    expect([isPublicKey(publicKeyHex), isPrivateKey(privateKeyHex)]).toEqual([true, true]);
    expect(isPublicKey(publicKeyHex.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBe(false);
    expect(isPrivateKey('0'.repeat(64))).toBe(false);
    expect(isPrivateKey('f'.repeat(64))).toBe(false);
    expect(isPrivateKey(privateKeyHex.slice(1))).toBe(false);
  });
});

describe('SM3', () => {
  it('is what the standard gives (GB/T 32905, appendix A)', () => {
    expect(sm3Of('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('agrees with OpenSSL, as HMAC too, over Chinese text', () => {
    const text = '医保结算 1409.50';
    expect(sm3Of(text)).toBe(createHash('sm3').update(text).digest('hex'));
    expect(hmacSm3(Buffer.from('秘密'), text)).toBe(
      createHmac('sm3', Buffer.from('秘密')).update(text).digest('hex'),
    );
  });
});
