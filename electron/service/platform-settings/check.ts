import { Refusal } from '../../../shared/contract/refusal.ts';
import type { PlatformChange } from '../../../shared/contract/platform.ts';
import type { Hospital } from '../hospital/settings.ts';
import { readAuthority } from '../platform/authority.ts';
import { isLoopback } from '../platform/line-security.ts';
import { isPrivateKey, isPublicKey } from '../signing/signature.ts';

/** A change with every value in the form in which it is kept. Refuses what is none, with what to do. */
export function checkedChange(change: PlatformChange, now: Date): PlatformChange {
  return {
    ...change,
    ...checkedField(change, 'url', checkedUrl),
    ...checkedField(change, 'operator', checkedOperator),
    ...checkedField(change, 'authority', (text) => checkedAuthority(text, now)),
    ...checkedField(change, 'platformKey', checkedPublicKey),
    ...checkedField(change, 'signingSecret', checkedSecret),
    ...checkedField(change, 'signingKeyHex', checkedPrivateKey),
  };
}

type TextField = 'url' | 'operator' | 'authority' | 'platformKey' | 'signingSecret' | 'signingKeyHex';

function checkedField(
  change: PlatformChange,
  name: TextField,
  check: (text: string) => string,
): Partial<PlatformChange> {
  const value = change[name];
  return typeof value === 'string' ? { [name]: check(value) } : {};
}

/** What the address and its security are together, once the change counts. */
export function requireSafeAddress(
  hospital: Pick<Hospital, 'platformUrl' | 'platformPlainHttp' | 'platformAuthority'>,
): void {
  if (hospital.platformUrl === null) return;
  const url = new URL(hospital.platformUrl);
  if (url.protocol === 'https:' && hospital.platformAuthority === null) {
    throw new Refusal(
      'platform_authority_missing',
      'https 地址要同时填医保平台的证书机构（PEM 证书或 sha256: 公钥指纹），请向平台索取后填上。',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url) && !hospital.platformPlainHttp) {
    throw new Refusal(
      'platform_url_not_secure',
      '这个地址是不加密的 http，身份证号和病情会在网络上明文传送。请改用 https；只有专线确实安全时才勾选“允许 http”。',
    );
  }
}

function checkedUrl(text: string): string {
  const url = URL.parse(text.trim());
  const isPlain = url !== null && url.username === '' && url.password === '' && url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href;
  throw new Refusal(
    'platform_url_not_valid',
    '平台地址不对。请照平台给的写全，例如 https://10.0.0.1:8443/。',
  );
}

function checkedOperator(text: string): string {
  if (/^[A-Za-z0-9]{1,20}$/.test(text.trim())) return text.trim();
  throw new Refusal(
    'platform_operator_not_valid',
    '操作员编号只能是字母和数字，最多20位，请照平台给的填写。',
  );
}

function checkedAuthority(text: string, now: Date): string {
  // OpenSSL prints hashes with colons and in capitals.
  const kept = /^\s*sha256:/i.test(text)
    ? `sha256:${text.replace(/^\s*sha256:|[:\s]/gi, '').toLowerCase()}`
    : text.trim();
  const authority = readAuthority(kept);
  if (authority === undefined) {
    throw new Refusal(
      'platform_authority_not_valid',
      '证书机构不对：要一张 PEM 格式的证书，或 sha256: 加公钥指纹的64位十六进制。请向平台重新索取。',
    );
  }
  if (authority.kind === 'certificate' && authority.certificate.validToDate < now) {
    throw new Refusal('platform_authority_expired', '这张证书已经过期，请向平台索取新的证书。');
  }
  return kept;
}

function checkedPublicKey(text: string): string {
  const digits = text.replace(/\s/g, '').toLowerCase();
  const key = digits.length === 128 ? `04${digits}` : digits;
  if (isPublicKey(key)) return key;
  throw new Refusal(
    'platform_key_not_valid',
    '平台公钥不对：要 SM2 公钥，04 开头的130位十六进制。请核对后重新粘贴。',
  );
}

function checkedSecret(text: string): string {
  if (/^[\x21-\x7e]{16,128}$/.test(text)) return text;
  throw new Refusal(
    'signing_secret_not_valid',
    '签名密钥不对：16到128位字母、数字和符号，不能有空格和汉字。请照平台给的填写。',
  );
}

function checkedPrivateKey(text: string): string {
  const key = text.replace(/\s/g, '').toLowerCase();
  if (isPrivateKey(key)) return key;
  throw new Refusal('signing_key_not_valid', 'SM2 签名私钥不对：要64位十六进制。请照平台给的填写。');
}
