import { canonicalJson } from '../hashing/canonical.ts';
import { signTextWith, verifyText } from '../signing/signature.ts';
import { hmacSm3, sm3Of } from '../signing/sm3.ts';

/** The fields of an envelope that a signature covers, besides the input. */
export interface SignedFields {
  readonly infno: string;
  readonly msgid: string;
  readonly insuplc_admdvs: string;
  readonly opter: string;
  readonly inf_time: string;
  readonly fixmedins_code: string;
  readonly sign_no: string;
  readonly signtype: string;
  readonly dev_safe_info: string;
}

/** In this order; the input comes last, as the SM3 of its canonical JSON (keys sorted, no blanks). */
const order = [
  'infno',
  'msgid',
  'insuplc_admdvs',
  'opter',
  'inf_time',
  'fixmedins_code',
  'sign_no',
  'signtype',
  'dev_safe_info',
] as const satisfies readonly (keyof SignedFields)[];

/** What is signed: one line `name=value` for each field, in a fixed order. */
export function signedText(fields: SignedFields, input: object): string {
  const lines = order.map((name) => `${name}=${fields[name]}`);
  return [...lines, `input=${sm3Of(canonicalJson(input))}`].join('\n');
}

/** What the platform tells a hospital apart by: a secret that both know, or the hospital's SM2 key. */
export interface SigningSecrets {
  readonly signingSecret: string | null;
  readonly signingKeyHex: string | null;
}

/** Signs one request: `cainfo` and `signtype` of the envelope. A key comes before a shared secret. */
export interface RequestSigner {
  readonly signType: 'SM2' | 'SM3' | '';
  sign(text: string): string;
}

export function requestSigner({ signingSecret, signingKeyHex }: SigningSecrets): RequestSigner {
  if (signingKeyHex !== null) {
    return { signType: 'SM2', sign: (text) => signTextWith(signingKeyHex, text) };
  }
  if (signingSecret !== null) {
    const key = Buffer.from(signingSecret, 'utf8');
    return { signType: 'SM3', sign: (text) => hmacSm3(key, text) };
  }
  return { signType: '', sign: () => '' };
}

/** For the other side: is that signature of this hospital? */
export function signatureMatches(
  secrets: { readonly signingSecret: string; readonly publicKeyHex: string },
  signType: string,
  text: string,
  signature: string,
): boolean {
  if (signType === 'SM2') return verifyText(secrets.publicKeyHex, text, signature);
  return signType === 'SM3' && hmacSm3(Buffer.from(secrets.signingSecret, 'utf8'), text) === signature;
}
